package io.flipside.metric.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * TensorFlow's SAME padding of {@code [N, C, T, H, W]}: as many places as the stride makes of a side, rounded up. Of an odd
 * number of zeros the one more lies at the far side.
 *
 * @param kernel its size in time, rows, columns
 * @param stride the same of its steps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SamePadding(long[] kernel, long[] stride) {
    private static final int AXES = 3;
    private static final long[] NONE = new long[AXES];

    static SamePadding cube(int kernel, int stride) {
        return new SamePadding(new long[] {kernel, kernel, kernel}, new long[] {stride, stride, stride});
    }

    /** Runs a layer that pads by itself where both sides get the same, and is given the zeros where not. */
    NDArray around(NDArray x, BiFunction<NDArray, long[], NDArray> layer) {
        long[] even = new long[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            long all = all(x.getShape(), axis);
            if (all % 2 != 0) {
                return zeros(x, padded -> layer.apply(padded, NONE));
            }
            even[axis] = all / 2;
        }
        return layer.apply(x, even);
    }

    /** Runs a layer on the input with its zeros. */
    NDArray zeros(NDArray x, UnaryOperator<NDArray> layer) {
        long[] amounts = new long[2 * AXES];
        for (int axis = 0; axis < AXES; axis++) {
            long all = all(x.getShape(), axis);
            // the operator counts axes from the last one
            int place = 2 * (AXES - 1 - axis);
            amounts[place] = all / 2;
            amounts[place + 1] = all - all / 2;
        }
        try (NDArray padded = Aten.call("pad", x, amounts)) {
            return layer.apply(padded);
        }
    }

    private long all(Shape shape, int axis) {
        long over = shape.get(2 + axis) % stride[axis];
        return Math.max(0, kernel[axis] - (over == 0 ? stride[axis] : over));
    }
}
