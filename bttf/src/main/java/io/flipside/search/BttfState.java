package io.flipside.search;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import java.util.Map;
import java.util.Optional;

/**
 * A state of this method: its names for what a {@link SearchState} holds.
 *
 * @param stage 0 for inversion, else the number of denoising steps n of the next update; N + 1 when the search is done
 * @param iteration updates done in this stage
 * @param confident updates in a row, in this stage, whose target probability reached the stop policy's threshold
 * @param optimiser latent z_T, both moments and the step count
 * @param last report of the update that led here
 */
public record BttfState(int stage, int iteration, int confident, AdamW.State optimiser, Optional<UpdateReport> last) {
    private static final String LATENT = "latent";
    private static final String FIRST_MOMENT = "first_moment";
    private static final String SECOND_MOMENT = "second_moment";
    private static final String CONFIDENT = "confident";
    private static final String STEP = "step";

    /** The state before the first update of a stage. */
    static BttfState begin(int stage, AdamW.State optimiser, Optional<UpdateReport> last) {
        return new BttfState(stage, 0, 0, optimiser, last);
    }

    /**
     * Reads a state.
     *
     * @throws UserError if it is not one of this method: it lacks a latent or a counter, or the latents differ in shape
     */
    public static BttfState of(SearchState state) {
        Latent latent = state.latent(LATENT);
        Latent first = state.latent(FIRST_MOMENT);
        Latent second = state.latent(SECOND_MOMENT);
        Shape shape = latent.shape();
        if (!first.shape().equals(shape) || !second.shape().equals(shape)) {
            throw new UserError("the search state's latent and moments differ in shape: " + shape + ", " + first.shape()
                    + " and " + second.shape() + ". Start the search anew.");
        }
        long confident = Math.min(state.counter(CONFIDENT), Integer.MAX_VALUE);
        return new BttfState(
                state.stage(),
                state.iteration(),
                (int) confident,
                new AdamW.State(latent, first, second, state.counter(STEP)),
                state.last());
    }

    /** The state as everybody keeps it. */
    public SearchState asState() {
        return new SearchState(
                stage,
                iteration,
                Map.of(
                        LATENT,
                        optimiser.variable(),
                        FIRST_MOMENT,
                        optimiser.firstMoment(),
                        SECOND_MOMENT,
                        optimiser.secondMoment()),
                Map.of(CONFIDENT, (long) confident, STEP, optimiser.step()),
                last);
    }

    /** The variable: the initial noise, of the shape of the generator's latent. */
    public Latent latent() {
        return optimiser.variable();
    }
}
