package io.flipside.audit.plan;

import io.flipside.audit.Check;
import io.flipside.audit.Range;

/**
 * How many updates a search may make.
 *
 * @param inversionIterations first, to bring the noise near the clip (K_I)
 * @param iterations then, for each number of denoising steps (K_C)
 */
public record UpdateBudget(
        @Range(min = 0, max = 10_000) int inversionIterations, @Range(min = 1, max = 10_000) int iterations) {
    public UpdateBudget {
        Check.components(UpdateBudget.class, "plan.budget", inversionIterations, iterations);
    }
}
