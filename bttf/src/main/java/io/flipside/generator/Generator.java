package io.flipside.generator;

import ai.djl.ndarray.NDArray;

/** An image-to-video latent flow model with frozen weights and prompt. */
public interface Generator {
    /**
     * The normalised latent of a clip.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]
     * @return {@code [1, 16, T, H/8, W/8]}, attached to the manager of {@code clip}
     * @throws io.flipside.UserError if the size does not fit the model
     */
    NDArray encode(NDArray clip);

    /**
     * Freezes the first frame of a clip.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]; only its first frame and its size are used
     */
    ConditionedGenerator condition(NDArray clip);
}
