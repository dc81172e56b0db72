package io.flipside.findings;

import io.flipside.frames.RgbFrames;

/**
 * Where and when counterfactuals differ from their originals: the mean absolute difference of a channel, 0 to 1, in
 * {@value #TIMES} equal parts of the clip and {@value #SIDE} times {@value #SIDE} equal tiles of the frame, mean over pairs.
 */
public final class ChangeMap {
    /** Parts of the clip. */
    public static final int TIMES = 6;
    /** Tiles along each side of the frame. */
    public static final int SIDE = 16;

    private static final int CELLS = TIMES * SIDE * SIDE;

    private final double[] means;

    private ChangeMap(double[] means) {
        this.means = means;
    }

    /**
     * One value.
     *
     * @param time part of the clip, from 0
     * @param row from the top
     * @param column from the left
     */
    public double at(int time, int row, int column) {
        return means[(time * SIDE + row) * SIDE + column];
    }

    /** Mean over the frame in one part of the clip. */
    public double during(int time) {
        double sum = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            sum += means[time * SIDE * SIDE + i];
        }
        return sum / (SIDE * SIDE);
    }

    /** The largest value. */
    public double most() {
        double most = 0;
        for (double mean : means) {
            most = Math.max(most, mean);
        }
        return most;
    }

    /** Adds up pairs one by one, and keeps none of them. */
    static final class Sum {
        private final double[] sums = new double[CELLS];
        private int pairs;

        void add(RgbFrames original, RgbFrames counterfactual) {
            double[] own = new double[CELLS];
            int[] counts = new int[CELLS];
            for (int f = 0; f < original.count(); f++) {
                byte[] a = original.frame(f);
                byte[] b = counterfactual.frame(f);
                for (int i = 0; i < a.length; i++) {
                    int pixel = i / RgbFrames.CHANNELS;
                    int row = pixel / original.width() * SIDE / original.height();
                    int column = pixel % original.width() * SIDE / original.width();
                    int cell = (f * TIMES / original.count() * SIDE + row) * SIDE + column;
                    own[cell] += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)) / 255.0;
                    counts[cell]++;
                }
            }
            for (int i = 0; i < CELLS; i++) {
                sums[i] += counts[i] == 0 ? 0 : own[i] / counts[i];
            }
            pairs++;
        }

        void add(Sum other) {
            for (int i = 0; i < CELLS; i++) {
                sums[i] += other.sums[i];
            }
            pairs += other.pairs;
        }

        ChangeMap mean() {
            double[] means = sums.clone();
            for (int i = 0; i < CELLS; i++) {
                means[i] /= Math.max(1, pairs);
            }
            return new ChangeMap(means);
        }
    }
}
