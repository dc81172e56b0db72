package io.flipside.search;

import io.flipside.method.MethodPlan;
import java.util.OptionalDouble;

/** This method's settings by the paths that they have in a plan. */
final class BttfPlan {
    private BttfPlan() {}

    static SearchSettings settings(MethodPlan plan) {
        return new SearchSettings(
                plan.whole("budget.inversionIterations"),
                plan.whole("budget.iterations"),
                plan.whole("schedule.denoisingSteps"),
                new AdamW(
                        plan.number("optimiser.learningRate"),
                        plan.number("optimiser.beta1"),
                        plan.number("optimiser.beta2"),
                        plan.number("optimiser.epsilon"),
                        plan.number("optimiser.weightDecay")),
                plan.number("losses.styleWeight"),
                plan.number("schedule.shift"),
                gradients(plan.whole("schedule.lastSteps")),
                stop(plan.number("stop.confidence"), plan.whole("stop.patience"), plan.optional("stop.flatness")),
                new Redraws(plan.whole("redraws.most"), plan.whole("redraws.after"), plan.seed()),
                plan.graphBudget(),
                new Departures(
                        plan.wholes("schedule.stages"),
                        plan.optional("optimiser.clipNorm"),
                        plan.optional("losses.priorWeight"),
                        plan.optionalWhole("schedule.exactUpdates")));
    }

    private static GradientPolicy gradients(int lastSteps) {
        return lastSteps == 0 ? new GradientPolicy.Full() : new GradientPolicy.LastSteps(lastSteps);
    }

    private static StopPolicy stop(double confidence, int patience, OptionalDouble flatness) {
        if (confidence == 0) {
            return new StopPolicy.RunAll();
        }
        return flatness.isPresent()
                ? new StopPolicy.Settled(confidence, patience, flatness.getAsDouble())
                : new StopPolicy.Confident(confidence, patience);
    }
}
