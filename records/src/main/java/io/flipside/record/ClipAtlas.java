package io.flipside.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the frames of the clips of a result lie on lossless pictures, as {@value #FILE} has it: browsers drop and drift
 * frames of videos, and not of pictures. Every sheet but a layer's last is full: {@code columns} by {@code rows} frames,
 * the first at the top left, one row after the other, without gaps.
 *
 * @param version of the layout: {@value #VERSION}
 * @param width of a frame, in pixels
 * @param height of a frame, in pixels
 * @param frames of each layer
 * @param framesPerSecond at which they play, above 0
 * @param columns of frames on a sheet
 * @param rows of frames on a full sheet
 * @param layers names of the sheets' files, by layer: {@value #ORIGINAL}, {@value #COUNTERFACTUAL} and, where it could be
 *     found, {@value #FLOW}
 */
public record ClipAtlas(
        int version,
        int width,
        int height,
        int frames,
        double framesPerSecond,
        int columns,
        int rows,
        Map<String, List<String>> layers) {
    /** Of the layout that is written. */
    public static final int VERSION = 1;

    /** Name of its file, beside the sheets. */
    public static final String FILE = "atlas.json";

    /** The clip as the generator saw it. */
    public static final String ORIGINAL = "original";

    /** The clip as it was written. */
    public static final String COUNTERFACTUAL = "counterfactual";

    /** Where each pixel of the original went: hue is the direction, strength the length. */
    public static final String FLOW = "flow";

    /** Sides of a sheet at most, in pixels: the largest picture that every browser holds whole, phones as well. */
    private static final int MOST_SIDE = 4096;

    public ClipAtlas {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    /** A grid for clips of this size, without layers. */
    public static ClipAtlas of(int width, int height, int frames, double framesPerSecond) {
        int columns = Math.max(1, Math.min(MOST_SIDE / width, squareColumns(width, height, frames)));
        int rows = Math.max(1, Math.min(MOST_SIDE / height, (frames + columns - 1) / columns));
        return new ClipAtlas(VERSION, width, height, frames, framesPerSecond, columns, rows, Map.of());
    }

    private static int squareColumns(int width, int height, int frames) {
        return (int) Math.max(1, Math.round(Math.sqrt((double) frames * height / width)));
    }

    /** The same grid with these layers. */
    public ClipAtlas with(Map<String, List<String>> others) {
        return new ClipAtlas(version, width, height, frames, framesPerSecond, columns, rows, others);
    }

    /** Sheets of a layer. */
    public int sheets() {
        return (frames + columns * rows - 1) / (columns * rows);
    }
}
