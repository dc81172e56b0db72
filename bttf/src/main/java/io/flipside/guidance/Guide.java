package io.flipside.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What a classifier says of a clip that is being drawn. */
interface Guide {
    /**
     * Evaluates it.
     *
     * @param clip {@code [1, 3, F, H, W]}, not clamped
     * @param owner of the gradient
     */
    Guided at(NDArray clip, NDManager owner);

    /**
     * What is said.
     *
     * @param loss minus the log probability that is raised, in nats
     * @param targetProbability softmax of the target class on the whole clip
     * @param gradient of the loss with respect to the clip, of its shape
     */
    record Guided(double loss, double targetProbability, NDArray gradient) {}
}
