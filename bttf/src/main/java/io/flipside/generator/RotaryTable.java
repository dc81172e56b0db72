package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Cosines and sines of three-dimensional rotary positions (docs/models.md): the head's pairs are shared out to time, row
 * and column, angles are computed in double precision.
 *
 * @param cos {@code [1, 1, tokens, headDim / 2]}
 * @param sin of the same shape
 */
record RotaryTable(NDArray cos, NDArray sin) {
    private static final double BASE = 10_000;

    /** Positions of a grid of {@code frames x rows x columns} tokens, columns fastest. */
    static RotaryTable of(NDManager manager, int headDim, long frames, long rows, long columns) {
        int perSpace = 2 * (headDim / 6);
        int[] axisDim = {headDim - 2 * perSpace, perSpace, perSpace};
        int pairs = headDim / 2;
        int tokens = Math.toIntExact(frames * rows * columns);
        float[] cos = new float[tokens * pairs];
        float[] sin = new float[tokens * pairs];
        for (int token = 0; token < tokens; token++) {
            long[] position = {token / (rows * columns), token / columns % rows, token % columns};
            int pair = 0;
            for (int axis = 0; axis < 3; axis++) {
                for (int i = 0; i < axisDim[axis] / 2; i++, pair++) {
                    double angle = position[axis] * Math.pow(BASE, -2.0 * i / axisDim[axis]);
                    cos[token * pairs + pair] = (float) Math.cos(angle);
                    sin[token * pairs + pair] = (float) Math.sin(angle);
                }
            }
        }
        Shape shape = new Shape(1, 1, tokens, pairs);
        return new RotaryTable(manager.create(cos, shape), manager.create(sin, shape));
    }
}
