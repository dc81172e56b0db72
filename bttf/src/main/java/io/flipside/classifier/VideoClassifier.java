package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/** A differentiable video classifier with its own sampling and normalisation inside. */
public interface VideoClassifier {
    /** Names of the classes, in the order of the logits. */
    List<String> classes();

    /**
     * Scores a clip; recorded when called so.
     *
     * @param clip {@code [N, 3, F, H, W]} in [-1, 1], not necessarily clamped
     * @return {@code [N, classes]}, before the softmax
     * @throws io.flipside.UserError if the clip has too few frames
     */
    NDArray logits(NDArray clip);

    /**
     * What the head decides by, if the network shows it.
     *
     * @param clip as {@link #logits} takes it
     * @return {@code [N, width]}
     * @throws io.flipside.UserError as {@link #logits} does
     */
    default Optional<NDArray> features(NDArray clip) {
        return Optional.empty();
    }
}
