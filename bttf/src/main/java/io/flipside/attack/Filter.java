package io.flipside.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A linear filter of rows and columns by matrices, through which gradients pass: {@code R x C} of every frame.
 */
final class Filter {
    private final NDArray rows;
    private final NDArray columns;

    private Filter(NDArray rows, NDArray columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Gaussian blur; what would come from outside the frame is left out and the rest weighs the more. */
    static Filter blur(double deviation, Shape clip, NDManager owner) {
        return new Filter(
                matrix(owner, gaussian((int) clip.get(3), deviation)),
                matrix(owner, gaussian((int) clip.get(4), deviation)).transpose());
    }

    /** Means of 2 x 2 pixels in the place of each of the four: half the size and back. */
    static Filter halved(Shape clip, NDManager owner) {
        return new Filter(
                matrix(owner, pairs((int) clip.get(3))),
                matrix(owner, pairs((int) clip.get(4))).transpose());
    }

    /**
     * The clip under this filter, recorded.
     *
     * @param clip {@code [1, 3, F, H, W]}
     * @return the same shape
     */
    NDArray apply(NDArray clip) {
        return rows.matMul(clip).matMul(columns);
    }

    private static NDArray matrix(NDManager owner, float[][] weights) {
        return owner.create(weights);
    }

    private static float[][] gaussian(int side, double deviation) {
        float[][] weights = new float[side][side];
        for (int to = 0; to < side; to++) {
            double sum = 0;
            double[] row = new double[side];
            for (int from = 0; from < side; from++) {
                double distance = (from - to) / deviation;
                row[from] = StrictMath.exp(-0.5 * distance * distance);
                sum += row[from];
            }
            for (int from = 0; from < side; from++) {
                weights[to][from] = (float) (row[from] / sum);
            }
        }
        return weights;
    }

    private static float[][] pairs(int side) {
        float[][] weights = new float[side][side];
        for (int to = 0; to < side; to++) {
            int pair = Math.min(to ^ 1, side - 1);
            weights[to][to] += 0.5f;
            weights[to][pair] += 0.5f;
        }
        return weights;
    }
}
