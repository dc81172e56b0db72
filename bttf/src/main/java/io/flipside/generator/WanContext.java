package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * What stays fixed while the latent is searched: the condition channels and every block's keys and values of text and
 * image.
 *
 * @param scope owner of all of it
 * @param condition mask and first-frame latent, {@code [N, 20, T, H/8, W/8]}
 * @param keysAndValues per block
 * @param rotary positions of the latent's grid
 */
public record WanContext(NDManager scope, NDArray condition, List<List<NDArray>> keysAndValues, RotaryTable rotary)
        implements AutoCloseable {

    /** Tokens of the image; 0 for a text-to-video network. */
    long imageTokens() {
        List<NDArray> first = keysAndValues.get(0);
        return first.size() > 2 ? first.get(2).getShape().get(2) : 0;
    }

    @Override
    public void close() {
        scope.close();
    }
}
