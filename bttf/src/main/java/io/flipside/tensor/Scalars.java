package io.flipside.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Numbers as operands. {@code x.mul(number)} of DJL puts the number into a Java buffer, lends that to libtorch and gives
 * it up at once; a recorded graph still reads it on the way back, after the garbage collector may have taken it. The
 * loss is right then and the gradient is not. A number from here lives as long as the array it is used with.
 */
public final class Scalars {
    private Scalars() {}

    /**
     * A number as an array of no dimension.
     *
     * @param near the array it is an operand of; their manager is the same
     * @param value of the type that it has
     */
    public static NDArray of(NDArray near, Number value) {
        return near.getManager().create(value);
    }
}
