package io.flipside.audit;

/**
 * How much a search may still do, of a plan that has a schedule and a budget of updates.
 *
 * @param iterations updates per number of denoising steps (K_C)
 * @param denoisingSteps the last number of denoising steps (N)
 */
public record Budget(@Range(min = 1, max = 10_000) int iterations, @Range(min = 1, max = 100) int denoisingSteps) {
    public Budget {
        Check.components(Budget.class, "budget", iterations, denoisingSteps);
    }
}
