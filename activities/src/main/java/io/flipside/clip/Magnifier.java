package io.flipside.clip;

import io.flipside.frames.RgbFrames;

/** Enlarges frames by a whole factor without blurring, so that people can see what a 64-pixel clip shows. */
final class Magnifier {

    private Magnifier() {}

    /** Every pixel becomes a square of {@code factor} pixels; at least 1. */
    static byte[] enlarge(byte[] rgb, int height, int width, int factor) {
        return enlarge(rgb, height, width, factor, height * factor, width * factor);
    }

    /** The same with sides that H.264 can have; what is missing repeats the last row or column. */
    static byte[] enlargeForH264(byte[] rgb, int height, int width, int factor) {
        return enlarge(rgb, height, width, factor, h264Side(height * factor), h264Side(width * factor));
    }

    /** The next length that has halves, for the subsampled colours, and fills the encoder's smallest block. */
    static int h264Side(int length) {
        return Math.max(16, length + length % 2);
    }

    private static byte[] enlarge(byte[] rgb, int height, int width, int factor, int rows, int columns) {
        var large = new byte[rows * columns * RgbFrames.CHANNELS];
        for (int row = 0; row < rows; row++) {
            int sourceRow = Math.min(height - 1, row / factor);
            for (int column = 0; column < columns; column++) {
                int sourceColumn = Math.min(width - 1, column / factor);
                int from = (sourceRow * width + sourceColumn) * RgbFrames.CHANNELS;
                System.arraycopy(rgb, from, large, (row * columns + column) * RgbFrames.CHANNELS, RgbFrames.CHANNELS);
            }
        }
        return large;
    }
}
