package io.flipside.metric;

import java.util.function.IntToDoubleFunction;

/** Weighted means of a picture under an 11 x 11 Gaussian of standard deviation 1.5, at every place where it fits. */
final class GaussianWindow {
    static final int SIZE = 11;
    private static final double DEVIATION = 1.5;
    private static final double[] WEIGHTS = weights();

    private final int height;
    private final int width;

    GaussianWindow(int height, int width) {
        if (height < SIZE || width < SIZE) {
            throw new IllegalArgumentException(
                    "SSIM needs pictures of at least 11 x 11, got %d x %d".formatted(width, height));
        }
        this.height = height;
        this.width = width;
    }

    /** Means in the order [row, column] over (height - 10) x (width - 10) places, of values in the order [row, column]. */
    double[] mean(IntToDoubleFunction value) {
        int columns = width - SIZE + 1;
        int rows = height - SIZE + 1;
        var picture = new double[height * width];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = value.applyAsDouble(i);
        }
        var across = new double[height * columns];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0.0;
                for (int k = 0; k < SIZE; k++) {
                    sum += WEIGHTS[k] * picture[row * width + column + k];
                }
                across[row * columns + column] = sum;
            }
        }
        var means = new double[rows * columns];
        for (int i = 0; i < means.length; i++) {
            double sum = 0.0;
            for (int k = 0; k < SIZE; k++) {
                sum += WEIGHTS[k] * across[i + k * columns];
            }
            means[i] = sum;
        }
        return means;
    }

    private static double[] weights() {
        var weights = new double[SIZE];
        double total = 0.0;
        for (int i = 0; i < SIZE; i++) {
            double distance = (i - SIZE / 2) / DEVIATION;
            // StrictMath: the same bits on every processor, and so the same metric in every report.
            weights[i] = StrictMath.exp(-0.5 * distance * distance);
            total += weights[i];
        }
        for (int i = 0; i < SIZE; i++) {
            weights[i] /= total;
        }
        return weights;
    }
}
