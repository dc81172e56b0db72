package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;

/** Frames in other sizes, by definition. */
final class NaiveResize {
    private NaiveResize() {}

    /**
     * Bilinear at pixels' centres, borders repeated. Smoothed, the triangle is as wide as a new pixel is in old ones, and
     * what it covers beyond the border counts for nothing.
     */
    static Plain bilinear(Plain x, int[] size, boolean smooth) {
        double[][] rows = weights(x.size(2), size[0], smooth);
        double[][] columns = weights(x.size(3), size[1], smooth);
        return each(new int[] {x.size(0), x.size(1), size[0], size[1]}, i -> {
            double sum = 0;
            for (int h = 0; h < x.size(2); h++) {
                for (int w = 0; w < x.size(3); w++) {
                    sum += rows[i[2]][h] * columns[i[3]][w] * x.at(i[0], i[1], h, w);
                }
            }
            return sum;
        });
    }

    private static double[][] weights(int from, int to, boolean smooth) {
        double scale = (double) from / to;
        double reach = smooth ? Math.max(1, scale) : 1;
        double[][] weights = new double[to][from];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale - 0.5;
            double inside = smooth ? centre : Math.max(0, Math.min(from - 1, centre));
            double sum = 0;
            for (int k = 0; k < from; k++) {
                weights[i][k] = Math.max(0, 1 - Math.abs(k - inside) / reach);
                sum += weights[i][k];
            }
            for (int k = 0; k < from; k++) {
                weights[i][k] /= sum;
            }
        }
        return weights;
    }

    /** Rows and columns from {@code window}: top, left, height, width. */
    static Plain crop(Plain x, int[] window) {
        return each(
                new int[] {x.size(0), x.size(1), window[2], window[3]},
                i -> x.at(i[0], i[1], i[2] + window[0], i[3] + window[1]));
    }
}
