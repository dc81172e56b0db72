package io.flipside.audit;

/**
 * How much a search may still do.
 *
 * @param iterations updates per number of denoising steps (K_C), 1 to 10,000
 * @param denoisingSteps the last number of denoising steps (N), 1 to 100
 */
public record Budget(int iterations, int denoisingSteps) {
    public Budget {
        Check.holds(iterations >= 1 && iterations <= 10_000, "budget.iterations", iterations, "1 to 10000");
        Check.holds(denoisingSteps >= 1 && denoisingSteps <= 100, "budget.denoisingSteps", denoisingSteps, "1 to 100");
    }
}
