package io.flipside.audit.plan;

import io.flipside.audit.Check;
import io.flipside.audit.Range;

/**
 * From noise to a clip.
 *
 * @param denoisingSteps the largest number of denoising steps (N)
 * @param shift of the flow schedule: 3, or 5 for 720p
 * @param lastSteps send the gradient through the last K denoising steps only; 0 for all of them (the paper)
 */
public record Schedule(
        @Range(min = 1, max = 100) int denoisingSteps,
        @Range(moreThan = 0, max = 100) double shift,
        @Range(min = 0, max = 100) int lastSteps) {
    public Schedule {
        Check.components(Schedule.class, "plan.schedule", denoisingSteps, shift, lastSteps);
        Check.holds(
                lastSteps <= denoisingSteps,
                "plan.schedule.lastSteps",
                lastSteps,
                "0 to plan.schedule.denoisingSteps, which is " + denoisingSteps);
    }

    /** The same up to another number of steps. */
    Schedule upTo(int steps) {
        return new Schedule(steps, shift, Math.min(lastSteps, steps));
    }
}
