package io.flipside.clip;

import io.flipside.frames.RgbFrames;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fits clips to what a generator expects: short side scaled to the side, square cut out of the middle, frames evenly
 * spaced in time from the first to the last, repeated where the clip has too few.
 *
 * <p>Frames of the right size stay as they are to the bit; so does the timing of a clip with the right number of frames.
 *
 * @param side height and width of a frame in pixels, 1..16384
 * @param frameCount number of frames, at least 1
 * @param framesPerSecond rate of a clip whose number of frames had to change
 */
public record Preprocess(int side, int frameCount, double framesPerSecond) {

    public Preprocess {
        if (side < 1 || side > 16_384 || frameCount < 1 || !(framesPerSecond > 0.0 && framesPerSecond <= 1000.0)) {
            throw new IllegalArgumentException(
                    "No clip has %d frames of %d pixels at %s a second".formatted(frameCount, side, framesPerSecond));
        }
    }

    /**
     * Reads a file and fits it. Decodes twice, first to learn when each frame is shown: so only the frames of the result are ever held, and a
     * long high-definition clip needs no more memory than a short one.
     *
     * @throws io.flipside.UserError if the file is missing, no video, damaged or over a limit
     */
    public Clip read(Path file, ClipLimits limits) {
        Timeline shown = ClipReader.timeline(file, limits);
        int[] chosen = IntStream.of(indices(shown.length())).map(shown::frameAt).toArray();
        int[] distinct = IntStream.of(chosen).distinct().toArray();
        RgbFrames kept =
                ClipReader.read(file, limits, this::step, number -> Arrays.binarySearch(distinct, number) >= 0);
        int[] positions = IntStream.of(chosen)
                .map(index -> Arrays.binarySearch(distinct, index))
                .toArray();
        return new Clip(kept.select(positions), rate(shown.length(), shown.framesPerSecond()));
    }

    /** Fits a clip that is in memory; the same bits as {@link #read} from its lossless file. */
    public Clip apply(Clip clip) {
        FrameStep step = step(clip.height(), clip.width());
        var fitted = RgbFrames.builder(step.height(), step.width());
        for (int f = 0; f < clip.count(); f++) {
            fitted.add(step.apply(clip.frames().frame(f)));
        }
        return new Clip(fitted.build().select(indices(clip.count())), rate(clip.count(), clip.framesPerSecond()));
    }

    private double rate(int available, double own) {
        return available == frameCount ? own : framesPerSecond;
    }

    private FrameStep step(int height, int width) {
        int shorter = Math.min(height, width);
        int scaledHeight = scaled(height, shorter);
        int scaledWidth = scaled(width, shorter);
        return new BicubicScaler(height, width, scaledHeight, scaledWidth)
                .then((rows, columns) -> new CentreCrop(rows, columns, side, side));
    }

    private int scaled(int length, int shorter) {
        return Math.toIntExact(Math.round((double) length * side / shorter));
    }

    /** The kept frames among {@code available}: for example 0, 2, 4 for three out of five. */
    int[] indices(int available) {
        var indices = new int[frameCount];
        for (int i = 1; i < frameCount; i++) {
            indices[i] = (int) Math.floor((double) i * (available - 1) / (frameCount - 1) + 0.5);
        }
        return indices;
    }
}
