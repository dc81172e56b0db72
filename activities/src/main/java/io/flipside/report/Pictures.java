package io.flipside.report;

import io.flipside.frames.RgbFrames;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Frames as PNG data URIs. */
final class Pictures {
    private Pictures() {}

    /** All frames, one above the other. */
    static String sprite(RgbFrames frames) {
        BufferedImage image =
                new BufferedImage(frames.width(), frames.height() * frames.count(), BufferedImage.TYPE_INT_RGB);
        for (int f = 0; f < frames.count(); f++) {
            paste(frames, f, image, 0, f * frames.height());
        }
        return uri(image);
    }

    /** Evenly spaced frames of both clips, the second below the first. */
    static String strip(RgbFrames above, RgbFrames below, int columns) {
        int width = above.width();
        int height = above.height();
        int gap = 2;
        BufferedImage image =
                new BufferedImage(columns * (width + gap) - gap, 2 * height + gap, BufferedImage.TYPE_INT_RGB);
        for (int c = 0; c < columns; c++) {
            int frame = columns == 1 ? 0 : Math.round((float) c * (above.count() - 1) / (columns - 1));
            paste(above, frame, image, c * (width + gap), 0);
            paste(below, frame, image, c * (width + gap), height + gap);
        }
        return uri(image);
    }

    private static void paste(RgbFrames frames, int index, BufferedImage image, int left, int top) {
        byte[] rgb = frames.frame(index);
        int[] row = new int[frames.width()];
        for (int y = 0; y < frames.height(); y++) {
            for (int x = 0; x < frames.width(); x++) {
                int at = (y * frames.width() + x) * RgbFrames.CHANNELS;
                row[x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
            }
            image.setRGB(left, top + y, frames.width(), 1, row, 0, frames.width());
        }
    }

    private static String uri(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
