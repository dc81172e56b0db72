package io.flipside.generator;

import ai.djl.ndarray.NDArray;

/**
 * How a causal three-tap convolution over time is computed on frames {@code [T*N, C, H, W]}. Time-major frames make each
 * tap a contiguous slice, so the 3-D convolution becomes 2-D ones, which oneDNN runs 5 to 10 times faster at few channels
 * and a batch of one (docs/measured.md).
 */
final class CausalConv {
    /** Below this many input channels one convolution over stacked taps beats three that are summed. */
    private static final int STACK_BELOW = 64;

    private CausalConv() {}

    static boolean stacked(NDArray weight) {
        return weight.getShape().get(1) < STACK_BELOW;
    }
}
