package io.flipside.generator;

import ai.djl.ndarray.NDArray;

/**
 * An image-to-video latent flow model with frozen weights and prompt. How a clip of F frames, H rows and W columns becomes
 * a latent of C channels, T times, h rows and w columns is its own business; nobody else counts on it.
 */
public interface Generator {
    /**
     * The normalised latent of a clip.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]
     * @return {@code [1, C, T, h, w]}, attached to the manager of {@code clip}
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
