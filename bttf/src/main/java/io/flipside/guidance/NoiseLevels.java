package io.flipside.guidance;

import io.flipside.search.FlowSchedule;

/**
 * The noise levels that a drawing goes through.
 *
 * @param steps denoising steps, at least 1
 * @param shift of the flow schedule, positive
 * @param start the first level: 1 is noise alone; in (0, 1]
 */
public record NoiseLevels(int steps, double shift, double start) {
    /** {@code steps + 1} levels from {@code start} down to 0. */
    double[] sigmas() {
        double[] sigmas = new FlowSchedule(shift).sigmas(steps);
        if (start < 1) {
            // the same form, over the part of the flow time u in [0, 1] at which the level is start or less
            double first = start / (shift - (shift - 1) * start);
            for (int i = 0; i <= steps; i++) {
                double u = first * (steps - i) / steps;
                sigmas[i] = shift * u / (1 + (shift - 1) * u);
            }
        }
        return sigmas;
    }
}
