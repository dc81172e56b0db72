package io.flipside.search;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.method.Latent;

/**
 * When the first stage draws its noise anew. A start from which the target is not found soon is a bad start: a search
 * that goes on from it tends to end in a clip that only the classifier takes for the target. Not in the paper.
 *
 * @param most how often at most; 0 never
 * @param after updates of stage 1 that a draw gets; if the last of them is not confident, the next draw begins
 * @param seed of the first noise, from which the others follow
 */
public record Redraws(int most, int after, long seed) {
    /** The paper: one noise. */
    public static final Redraws NONE = new Redraws(0, 0, 0);

    // neighbouring seeds are other requests' noise
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    public Redraws {
        if (most < 0 || most > 0 && after < 1) {
            throw new UserError("setting 'redraws' is " + most + " after " + after
                    + " updates; it must be 0 or more, after 1 update or more.");
        }
    }

    /** The same with another seed. */
    public Redraws withSeed(long other) {
        return new Redraws(most, after, other);
    }

    /** Updates of stage 1 that all draws but the last may take. */
    int updates() {
        return most * after;
    }

    /** Whether the noise is drawn anew after this many updates of stage 1. */
    boolean isDue(int iteration) {
        return most > 0 && iteration % after == 0 && iteration <= updates();
    }

    /** The noise that begins after this many updates of stage 1. */
    Latent noise(Shape shape, int iteration) {
        return Latent.noise(shape, seed + iteration / after * GAMMA);
    }
}
