package io.flipside.audit.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flipside.audit.Check;
import io.flipside.audit.Range;
import java.util.Optional;

/**
 * Weights of the losses beside the cross entropy.
 *
 * @param styleWeight lambda of the style loss
 * @param priorWeight weight of the prior that keeps the noise Gaussian; absent for none (the paper)
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Losses(@Range(min = 0) double styleWeight, @Range(moreThan = 0) Optional<Double> priorWeight) {
    public Losses {
        Check.components(Losses.class, "plan.losses", styleWeight, priorWeight);
    }

    /** The paper's: the style loss alone. */
    public static Losses ofStyle(double weight) {
        return new Losses(weight, Optional.empty());
    }
}
