package io.flipside.clip;

import java.util.Arrays;

/**
 * Resizes RGB frames with the cubic filter of Catmull and Rom (a = -0.5), widened when it shrinks so that it averages
 * over all pixels: the "bicubic with antialiasing" of the public image libraries.
 *
 * <p>In Java and not through FFmpeg: FFmpeg scales by way of YUV, and its result depends on the processor.
 */
final class BicubicScaler implements FrameStep {
    private final int sourceHeight;
    private final int sourceWidth;
    private final Taps vertical;
    private final Taps horizontal;

    BicubicScaler(int sourceHeight, int sourceWidth, int height, int width) {
        this.sourceHeight = sourceHeight;
        this.sourceWidth = sourceWidth;
        this.vertical = Taps.of(sourceHeight, height);
        this.horizontal = Taps.of(sourceWidth, width);
    }

    @Override
    public int height() {
        return vertical.first().length;
    }

    @Override
    public int width() {
        return horizontal.first().length;
    }

    @Override
    public byte[] apply(byte[] rgb) {
        if (height() == sourceHeight && width() == sourceWidth) {
            return rgb;
        }
        return down(across(rgb));
    }

    private float[] across(byte[] rgb) {
        int width = width();
        var narrowed = new float[sourceHeight * width * 3];
        for (int row = 0; row < sourceHeight; row++) {
            for (int column = 0; column < width; column++) {
                float[] weights = horizontal.weights()[column];
                int from = (row * sourceWidth + horizontal.first()[column]) * 3;
                float red = 0.0f;
                float green = 0.0f;
                float blue = 0.0f;
                for (int k = 0; k < weights.length; k++) {
                    float weight = weights[k];
                    red += weight * (rgb[from + 3 * k] & 0xFF);
                    green += weight * (rgb[from + 3 * k + 1] & 0xFF);
                    blue += weight * (rgb[from + 3 * k + 2] & 0xFF);
                }
                int to = (row * width + column) * 3;
                narrowed[to] = red;
                narrowed[to + 1] = green;
                narrowed[to + 2] = blue;
            }
        }
        return narrowed;
    }

    private byte[] down(float[] narrowed) {
        int rowLength = width() * 3;
        var scaled = new byte[height() * rowLength];
        var sums = new float[rowLength];
        for (int row = 0; row < height(); row++) {
            float[] weights = vertical.weights()[row];
            int from = vertical.first()[row] * rowLength;
            Arrays.fill(sums, 0.0f);
            for (int k = 0; k < weights.length; k++) {
                for (int i = 0; i < rowLength; i++) {
                    sums[i] += weights[k] * narrowed[from + k * rowLength + i];
                }
            }
            for (int i = 0; i < rowLength; i++) {
                scaled[row * rowLength + i] = (byte) (int) Math.max(0.0, Math.min(255.0, Math.floor(sums[i] + 0.5)));
            }
        }
        return scaled;
    }

    /** For each target position the first source position and the weights from there on; weights sum to 1. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Taps(int[] first, float[][] weights) {

        private static Taps of(int source, int target) {
            double scale = (double) source / target;
            double widening = Math.max(1.0, scale);
            var first = new int[target];
            var weights = new float[target][];
            for (int i = 0; i < target; i++) {
                double centre = (i + 0.5) * scale;
                int low = Math.max(0, (int) Math.floor(centre - 2.0 * widening + 0.5));
                int high = Math.min(source, (int) Math.floor(centre + 2.0 * widening + 0.5));
                first[i] = low;
                weights[i] = normalised(low, high, centre, widening);
            }
            return new Taps(first, weights);
        }

        private static float[] normalised(int low, int high, double centre, double widening) {
            var raw = new double[high - low];
            double total = 0.0;
            for (int k = 0; k < raw.length; k++) {
                raw[k] = cubic((low + k + 0.5 - centre) / widening);
                total += raw[k];
            }
            var weights = new float[raw.length];
            for (int k = 0; k < raw.length; k++) {
                weights[k] = (float) (raw[k] / total);
            }
            return weights;
        }

        private static double cubic(double offset) {
            double x = Math.abs(offset);
            if (x < 1.0) {
                return (1.5 * x - 2.5) * x * x + 1.0;
            }
            return x < 2.0 ? ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0 : 0.0;
        }
    }
}
