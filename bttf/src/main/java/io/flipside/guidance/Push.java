package io.flipside.guidance;

/**
 * How hard the classifier's gradient bends the velocity: {@code w s / (1 - s)} at the noise level s.
 *
 * @param scale w, 0 or more; 0 leaves the generator to itself
 * @param mostFactor largest {@code s / (1 - s)}, which has no bound near s = 1
 */
public record Push(double scale, double mostFactor) {
    /** The factor of the gradient at a noise level in (0, 1]. */
    double at(double sigma) {
        // division by zero gives infinity, which the bound takes in
        return scale * Math.min(mostFactor, sigma / (1 - sigma));
    }
}
