package io.flipside.search;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A state of this method: its names for what a {@link SearchState} holds.
 *
 * @param stage 0 for inversion, else the number of denoising steps n of the next update; N + 1 when the search is done
 * @param iteration updates done in this stage
 * @param confident updates in a row, in this stage, that count by the stop policy
 * @param loss of the last of them in float32, where the stop policy looks at it and this noise had one in this stage
 * @param optimiser latent z_T, both moments and the step count
 * @param last report of the update that led here
 */
public record BttfState(
        int stage,
        int iteration,
        int confident,
        OptionalDouble loss,
        AdamW.State optimiser,
        Optional<UpdateReport> last) {
    private static final String LOSS = "loss";
    private static final String LATENT = "latent";
    private static final String FIRST_MOMENT = "first_moment";
    private static final String SECOND_MOMENT = "second_moment";
    private static final String CONFIDENT = "confident";
    private static final String STEP = "step";

    /** A state of a search whose stop policy does not look at the loss. */
    public BttfState(int stage, int iteration, int confident, AdamW.State optimiser, Optional<UpdateReport> last) {
        this(stage, iteration, confident, OptionalDouble.empty(), optimiser, last);
    }

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
                loss(state),
                new AdamW.State(latent, first, second, state.counter(STEP)),
                state.last());
    }

    private static OptionalDouble loss(SearchState state) {
        return state.latents().containsKey(LOSS)
                ? OptionalDouble.of(state.latent(LOSS).values()[0])
                : OptionalDouble.empty();
    }

    /** The state as everybody keeps it. */
    public SearchState asState() {
        Map<String, Latent> latents = new HashMap<>();
        latents.put(LATENT, optimiser.variable());
        latents.put(FIRST_MOMENT, optimiser.firstMoment());
        latents.put(SECOND_MOMENT, optimiser.secondMoment());
        loss.ifPresent(value -> latents.put(LOSS, Latent.of(new Shape(1), new float[] {(float) value})));
        return new SearchState(
                stage, iteration, latents, Map.of(CONFIDENT, (long) confident, STEP, optimiser.step()), last);
    }

    /** The variable: the initial noise, of the shape of the generator's latent. */
    public Latent latent() {
        return optimiser.variable();
    }
}
