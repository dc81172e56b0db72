package io.flipside.metric;

import io.flipside.frames.RgbFrames;

/**
 * Structural similarity (Wang et al. 2004) of clips: 1 for equal pictures, less the more their local structure differs.
 *
 * <p>11 x 11 Gaussian window with standard deviation 1.5, only where it fits the picture, population variances,
 * C1 = (0.01 L)^2, C2 = (0.03 L)^2 with L = 1; each channel by itself, then the mean over positions, channels, frames.
 */
public final class Ssim {

    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private Ssim() {}

    /**
     * Mean over the frames of two clips, frame against frame.
     *
     * @return -1..1
     * @throws IllegalArgumentException if the clips differ in shape or a side is below 11
     */
    public static double clips(RgbFrames a, RgbFrames b) {
        if (a.count() != b.count() || a.height() != b.height() || a.width() != b.width()) {
            throw new IllegalArgumentException("SSIM compares clips of one shape, got " + a + " and " + b);
        }
        double sum = 0.0;
        for (int f = 0; f < a.count(); f++) {
            sum += picture(planes(a, f), planes(b, f), RgbFrames.CHANNELS, a.height(), a.width());
        }
        return sum / a.count();
    }

    /**
     * Mean over the channels of two pictures.
     *
     * @param a values in [0, 1] in the order [channel, row, column]
     * @param b the same shape
     * @return -1..1
     * @throws IllegalArgumentException if a length does not fit the shape or a side is below 11
     */
    public static double picture(double[] a, double[] b, int channels, int height, int width) {
        int plane = height * width;
        if (channels < 1 || a.length != (long) channels * plane || b.length != a.length) {
            throw new IllegalArgumentException("Expected twice %d x %d x %d values, got %d and %d"
                    .formatted(channels, height, width, a.length, b.length));
        }
        var window = new GaussianWindow(height, width);
        double sum = 0.0;
        for (int c = 0; c < channels; c++) {
            sum += plane(a, b, c * plane, window);
        }
        return sum / channels;
    }

    /** The same for single-precision values in [0, 1]; the arithmetic stays double. */
    public static double picture(float[] a, float[] b, int channels, int height, int width) {
        return picture(widen(a), widen(b), channels, height, width);
    }

    private static double plane(double[] a, double[] b, int offset, GaussianWindow window) {
        double[] meanA = window.mean(i -> a[offset + i]);
        double[] meanB = window.mean(i -> b[offset + i]);
        double[] squareA = window.mean(i -> a[offset + i] * a[offset + i]);
        double[] squareB = window.mean(i -> b[offset + i] * b[offset + i]);
        double[] product = window.mean(i -> a[offset + i] * b[offset + i]);
        double sum = 0.0;
        for (int i = 0; i < meanA.length; i++) {
            double means = meanA[i] * meanB[i];
            double meanSquares = meanA[i] * meanA[i] + meanB[i] * meanB[i];
            double variances = squareA[i] + squareB[i] - meanSquares;
            double covariance = product[i] - means;
            sum += (2.0 * means + C1) * (2.0 * covariance + C2) / ((meanSquares + C1) * (variances + C2));
        }
        return sum / meanA.length;
    }

    private static double[] planes(RgbFrames frames, int frame) {
        int plane = frames.height() * frames.width();
        byte[] rgb = frames.frame(frame);
        var values = new double[RgbFrames.CHANNELS * plane];
        for (int i = 0; i < rgb.length; i++) {
            values[i % RgbFrames.CHANNELS * plane + i / RgbFrames.CHANNELS] = (rgb[i] & 0xFF) / 255.0;
        }
        return values;
    }

    private static double[] widen(float[] values) {
        var wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
