package io.flipside.audit.plan;

import io.flipside.audit.Check;
import io.flipside.audit.Range;

/**
 * Weights of the losses beside the cross entropy.
 *
 * @param styleWeight lambda of the style loss
 */
public record Losses(@Range(min = 0) double styleWeight) {
    public Losses {
        Check.components(Losses.class, "plan.losses", styleWeight);
    }
}
