package io.flipside.audit.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flipside.audit.Check;
import io.flipside.audit.Range;
import java.util.Optional;

/**
 * AdamW of the latent.
 *
 * @param learningRate of each update
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon keeps the division by their root finite
 * @param weightDecay pull of the latent towards 0, in parts of the learning rate
 * @param clipNorm largest norm of the latent's gradient, a longer one is shortened to it; absent for any (the paper)
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Optimiser(
        @Range(moreThan = 0, max = 10) double learningRate,
        @Range(min = 0, lessThan = 1) double beta1,
        @Range(min = 0, lessThan = 1) double beta2,
        @Range(moreThan = 0, max = 1) double epsilon,
        @Range(min = 0, max = 10) double weightDecay,
        @Range(moreThan = 0) Optional<Double> clipNorm) {
    public Optimiser {
        Check.components(Optimiser.class, "plan.optimiser", learningRate, beta1, beta2, epsilon, weightDecay, clipNorm);
    }

    /** AdamW with the common values for all but the learning rate, and without decay: what the method takes. */
    public static Optimiser adamW(double learningRate) {
        return new Optimiser(learningRate, 0.9, 0.999, 1e-8, 0, Optional.empty());
    }
}
