package io.flipside.tensor;

import ai.djl.ndarray.NDArray;

/**
 * The value of a differentiable function at a point, with what is needed to pull gradients back to the point. Holds
 * native memory until closed.
 */
public interface Pullback extends AutoCloseable {
    /** The function's value; lives until this is closed. */
    NDArray value();

    /**
     * The vector-Jacobian product. May be called once.
     *
     * @param upstream gradient with respect to {@link #value}, of its shape
     * @return gradient with respect to the input, of the input's shape, attached to the manager of {@code upstream}
     */
    NDArray pull(NDArray upstream);

    @Override
    void close();
}
