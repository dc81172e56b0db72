package io.flipside.audit.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flipside.audit.Check;
import io.flipside.audit.Range;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From noise to a clip.
 *
 * @param denoisingSteps the largest number of denoising steps (N)
 * @param shift of the flow schedule: 3, or 5 for 720p
 * @param lastSteps send the gradient through the last K denoising steps only; 0 for all of them (the paper)
 * @param stages the numbers of denoising steps that have a stage, ascending, N the last; absent for all of 1 to N (the
 *     paper)
 * @param exactUpdates the last updates of each stage, whose clip the exact decoder draws; for those before them, until one
 *     reaches the target, the generator's small decoder does. Absent for the exact one in all (the paper)
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Schedule(
        @Range(min = 1, max = 100) int denoisingSteps,
        @Range(moreThan = 0, max = 100) double shift,
        @Range(min = 0, max = 100) int lastSteps,
        @Range(min = 1, max = 100) Optional<List<Integer>> stages,
        @Range(min = 1, max = 10_000) Optional<Integer> exactUpdates) {
    public Schedule {
        Check.components(Schedule.class, "plan.schedule", denoisingSteps, shift, lastSteps, stages, exactUpdates);
        Check.holds(
                lastSteps <= denoisingSteps,
                "plan.schedule.lastSteps",
                lastSteps,
                "0 to plan.schedule.denoisingSteps, which is " + denoisingSteps);
        stages = stages.map(List::copyOf);
        stages.ifPresent(given -> Check.holds(
                isLadder(given, denoisingSteps),
                "plan.schedule.stages",
                given,
                "numbers that grow and end in plan.schedule.denoisingSteps, which is " + denoisingSteps));
    }

    /** One with a stage for each number of steps from 1 to N. */
    public Schedule(int denoisingSteps, double shift, int lastSteps) {
        this(denoisingSteps, shift, lastSteps, Optional.empty());
    }

    /** One whose every update draws its clip exactly. */
    public Schedule(int denoisingSteps, double shift, int lastSteps, Optional<List<Integer>> stages) {
        this(denoisingSteps, shift, lastSteps, stages, Optional.empty());
    }

    private static boolean isLadder(List<Integer> stages, int last) {
        boolean grows = stages.stream().distinct().sorted().toList().equals(stages);
        return grows && !stages.isEmpty() && stages.get(stages.size() - 1) == last;
    }

    /** The same with another shift. */
    Schedule shifted(double other) {
        return new Schedule(denoisingSteps, other, lastSteps, stages, exactUpdates);
    }

    /** The same up to another number of steps, which has the last stage. */
    Schedule upTo(int steps) {
        Optional<List<Integer>> ladder =
                stages.map(given -> Stream.concat(given.stream().filter(n -> n < steps), Stream.of(steps))
                        .toList());
        return new Schedule(steps, shift, Math.min(lastSteps, steps), ladder, exactUpdates);
    }
}
