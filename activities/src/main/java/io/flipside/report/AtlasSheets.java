package io.flipside.report;

import io.flipside.frames.RgbFrames;
import io.flipside.record.AuditJson;
import io.flipside.record.ClipAtlas;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames on sheets, as {@link ClipAtlas} lays them out. */
public final class AtlasSheets {
    private AtlasSheets() {}

    /**
     * Writes the sheets of each layer and {@value ClipAtlas#FILE}.
     *
     * @param layers frames [T, H, W, 3] by layer, in the order to show; all of one size and length
     * @throws UncheckedIOException if the folder does not take them
     */
    public static void write(Path folder, Map<String, RgbFrames> layers, double framesPerSecond) {
        ClipAtlas grid = grid(layers.values().iterator().next(), framesPerSecond);
        Map<String, List<String>> names = new LinkedHashMap<>();
        layers.forEach((layer, frames) -> {
            List<String> files = new ArrayList<>();
            for (int sheet = 0; sheet < grid.sheets(); sheet++) {
                String name = "atlas-" + layer + "-" + (sheet + 1) + ".png";
                write(folder.resolve(name), Pictures.png(sheet(frames, grid, sheet)));
                files.add(name);
            }
            names.put(layer, files);
        });
        write(folder.resolve(ClipAtlas.FILE), AuditJson.bytes(grid.with(names)));
    }

    /** The grid of a clip. */
    static ClipAtlas grid(RgbFrames frames, double framesPerSecond) {
        return ClipAtlas.of(frames.width(), frames.height(), frames.count(), framesPerSecond);
    }

    /** One sheet of a clip, from 0. */
    static BufferedImage sheet(RgbFrames frames, ClipAtlas grid, int sheet) {
        int first = sheet * grid.columns() * grid.rows();
        int count = Math.min(grid.columns() * grid.rows(), frames.count() - first);
        int rows = (count + grid.columns() - 1) / grid.columns();
        BufferedImage image =
                new BufferedImage(grid.columns() * grid.width(), rows * grid.height(), BufferedImage.TYPE_3BYTE_BGR);
        for (int f = 0; f < count; f++) {
            int left = f % grid.columns() * grid.width();
            Pictures.paste(frames, first + f, image, left, f / grid.columns() * grid.height());
        }
        return image;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
