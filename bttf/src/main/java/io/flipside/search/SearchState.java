package io.flipside.search;

import java.util.Optional;

/**
 * Everything the next update depends on: save it, load it anywhere, and the search goes on with the same bits.
 *
 * @param stage 0 for inversion, else the number of denoising steps n of the next update; N + 1 when the search is done
 * @param iteration updates done in this stage
 * @param confident updates in a row, in this stage, whose target probability reached the stop policy's threshold
 * @param optimiser latent z_T, both moments and the step count
 * @param last report of the update that led here
 */
public record SearchState(int stage, int iteration, int confident, AdamW.State optimiser, Optional<UpdateReport> last) {

    /** The variable: the initial noise {@code [1, 16, T, H/8, W/8]}. */
    public Latent latent() {
        return optimiser.variable();
    }

    /** The same latent at the beginning of the next stage. */
    public SearchState nextStage() {
        return new SearchState(stage + 1, 0, 0, optimiser, last);
    }
}
