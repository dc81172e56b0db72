package io.flipside.classifier;

import ai.djl.ndarray.NDArray;

/** A network of ours that scores clips. The same clip gives the same bits. One thread at a time. */
public interface ClipNetwork {
    /** How many classes it tells apart. */
    int classes();

    /**
     * Scores normalised clips; recorded when called so.
     *
     * @param clip {@code [N, 3, T, H, W]}, already normalised
     * @return {@code [N, classes]}, before the softmax
     */
    NDArray logits(NDArray clip);

    /**
     * What the head weighs; recorded when called so.
     *
     * @param clip as {@link #logits} takes it
     * @return {@code [N, width]}
     */
    NDArray features(NDArray clip);
}
