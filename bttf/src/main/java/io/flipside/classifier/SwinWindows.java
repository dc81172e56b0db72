package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * How a block cuts tokens of one size into windows (docs/models.md): along an axis no longer than the window the window
 * shrinks to it and does not shift; else the axis is padded at its end and, in odd blocks, rolled by half a window with
 * attention between parts that were not neighbours masked by -100.
 *
 * @param window effective size per axis
 * @param shift effective roll per axis
 * @param padded tokens per axis after padding
 * @param index rows of the bias table for each pair of tokens, {@code [L * L]}
 * @param mask {@code [windows, L, L]}; empty unless shifted
 */
record SwinWindows(long[] window, long[] shift, long[] padded, NDArray index, NDArray mask) {
    private static final float APART = -100;

    boolean shifted() {
        return shift[0] + shift[1] + shift[2] > 0;
    }

    static SwinWindows of(NDManager manager, int[] size, int[] full, boolean odd) {
        long[] window = new long[3];
        long[] shift = new long[3];
        long[] padded = new long[3];
        for (int axis = 0; axis < 3; axis++) {
            boolean shrunken = size[axis] <= full[axis];
            window[axis] = shrunken ? size[axis] : full[axis];
            shift[axis] = shrunken || !odd ? 0 : full[axis] / 2;
            padded[axis] = (size[axis] + window[axis] - 1) / window[axis] * window[axis];
        }
        NDArray index = manager.create(index(full, (int) (window[0] * window[1] * window[2])));
        boolean shifted = shift[0] + shift[1] + shift[2] > 0;
        NDArray mask = shifted ? mask(manager, window, shift, padded) : manager.zeros(new Shape(1, 1, 1));
        return new SwinWindows(window, shift, padded, index, mask);
    }

    // the table belongs to the full window; a shrunken one takes the top-left part of its index
    private static long[] index(int[] full, int tokens) {
        long[] index = new long[tokens * tokens];
        for (int a = 0; a < tokens; a++) {
            for (int b = 0; b < tokens; b++) {
                long row = 0;
                int fromA = a;
                int fromB = b;
                long stride = 1;
                for (int axis = 2; axis >= 0; axis--) {
                    row += (fromA % full[axis] - fromB % full[axis] + full[axis] - 1) * stride;
                    stride *= 2L * full[axis] - 1;
                    fromA /= full[axis];
                    fromB /= full[axis];
                }
                index[a * tokens + b] = row;
            }
        }
        return index;
    }

    private static NDArray mask(NDManager manager, long[] window, long[] shift, long[] padded) {
        int tokens = (int) (window[0] * window[1] * window[2]);
        long[] count = {padded[0] / window[0], padded[1] / window[1], padded[2] / window[2]};
        int windows = (int) (count[0] * count[1] * count[2]);
        float[] mask = new float[windows * tokens * tokens];
        for (int w = 0; w < windows; w++) {
            long[] corner = {
                w / (count[1] * count[2]) * window[0], w / count[2] % count[1] * window[1], w % count[2] * window[2]
            };
            int[] regions = new int[tokens];
            for (int token = 0; token < tokens; token++) {
                long[] at = {
                    corner[0] + token / (window[1] * window[2]),
                    corner[1] + token / window[2] % window[1],
                    corner[2] + token % window[2]
                };
                for (int axis = 0; axis < 3; axis++) {
                    regions[token] = regions[token] * 3 + region(at[axis], padded[axis], window[axis], shift[axis]);
                }
            }
            for (int a = 0; a < tokens; a++) {
                for (int b = 0; b < tokens; b++) {
                    mask[(w * tokens + a) * tokens + b] = regions[a] == regions[b] ? 0 : APART;
                }
            }
        }
        return manager.create(mask, new Shape(windows, tokens, tokens));
    }

    private static int region(long at, long padded, long window, long shift) {
        if (shift == 0 || at < padded - window) {
            return 0;
        }
        return at < padded - shift ? 1 : 2;
    }
}
