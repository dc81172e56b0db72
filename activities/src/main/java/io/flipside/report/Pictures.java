package io.flipside.report;

import io.flipside.frames.RgbFrames;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Frames as PNG data URIs: lossless, so that the page shows what the classifier saw. */
final class Pictures {
    private static final int STRIP_GAP = 2;

    private Pictures() {}

    /** One frame. */
    static String frame(RgbFrames frames) {
        BufferedImage image = new BufferedImage(frames.width(), frames.height(), BufferedImage.TYPE_3BYTE_BGR);
        paste(frames, 0, image, 0, 0);
        return uri(image);
    }

    /** At most {@code wanted} evenly spaced frames, the first and the last among them; indices from 0. */
    static int[] evenly(int count, int wanted) {
        int columns = Math.min(count, wanted);
        int[] indices = new int[columns];
        for (int c = 1; c < columns; c++) {
            indices[c] = Math.round((float) c * (count - 1) / (columns - 1));
        }
        return indices;
    }

    /** The given frames of both clips side by side, the second clip below the first. */
    static String strip(RgbFrames above, RgbFrames below, int... indices) {
        return uri(rows(indices, above, below));
    }

    /** All frames side by side. */
    static String row(RgbFrames frames) {
        return uri(rows(IntStream.range(0, frames.count()).toArray(), frames));
    }

    private static BufferedImage rows(int[] indices, RgbFrames... clips) {
        int width = clips[0].width() + STRIP_GAP;
        int height = clips[0].height() + STRIP_GAP;
        BufferedImage image = new BufferedImage(
                indices.length * width - STRIP_GAP, clips.length * height - STRIP_GAP, BufferedImage.TYPE_4BYTE_ABGR);
        for (int row = 0; row < clips.length; row++) {
            for (int c = 0; c < indices.length; c++) {
                paste(clips[row], indices[c], image, c * width, row * height);
            }
        }
        return image;
    }

    static void paste(RgbFrames frames, int index, BufferedImage image, int left, int top) {
        byte[] rgb = frames.frame(index);
        int[] row = new int[frames.width()];
        for (int y = 0; y < frames.height(); y++) {
            for (int x = 0; x < frames.width(); x++) {
                int at = (y * frames.width() + x) * RgbFrames.CHANNELS;
                row[x] = 0xFF << 24 | (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
            }
            image.setRGB(left, top + y, frames.width(), 1, row, 0, frames.width());
        }
    }

    private static String uri(BufferedImage image) {
        return uri(png(image));
    }

    /** A PNG as a data URI. */
    static String uri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /** As the bytes of a PNG. */
    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("This Java runtime cannot write PNG: use one with java.desktop");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
