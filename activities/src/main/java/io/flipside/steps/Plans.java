package io.flipside.steps;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Stop;
import io.flipside.search.AdamW;
import io.flipside.search.GradientPolicy;
import io.flipside.search.Redraws;
import io.flipside.search.SearchSettings;
import io.flipside.search.StopPolicy;

/** Between what a request says of a search and what the method takes. */
public final class Plans {
    private Plans() {}

    /** {@link #settings(AuditPlan, long, long)} for what memory changes nothing of: stages, names, a record. */
    public static SearchSettings settings(AuditPlan plan, long seed) {
        return settings(plan, seed, SearchSettings.DEFAULT_GRAPH_BUDGET);
    }

    /**
     * The method's settings of a plan and the seed of its noise.
     *
     * @param graphBudget memory for gradient graphs in bytes, a matter of the worker's: it changes no bit
     */
    public static SearchSettings settings(AuditPlan plan, long seed, long graphBudget) {
        Optimiser optimiser = plan.optimiser();
        int lastSteps = plan.schedule().lastSteps();
        Stop stop = plan.stop();
        return new SearchSettings(
                plan.budget().inversionIterations(),
                plan.budget().iterations(),
                plan.schedule().denoisingSteps(),
                new AdamW(
                        optimiser.learningRate(),
                        optimiser.beta1(),
                        optimiser.beta2(),
                        optimiser.epsilon(),
                        optimiser.weightDecay()),
                plan.losses().styleWeight(),
                plan.schedule().shift(),
                lastSteps == 0 ? new GradientPolicy.Full() : new GradientPolicy.LastSteps(lastSteps),
                stop.confidence() == 0
                        ? new StopPolicy.RunAll()
                        : new StopPolicy.Confident(stop.confidence(), stop.patience()),
                new Redraws(plan.redraws().most(), plan.redraws().after(), seed),
                graphBudget);
    }
}
