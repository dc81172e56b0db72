package io.flipside.steps;

import io.flipside.audit.SearchPlan;
import io.flipside.search.AdamW;
import io.flipside.search.GradientPolicy;
import io.flipside.search.Preset;
import io.flipside.search.Redraws;
import io.flipside.search.SearchSettings;
import io.flipside.search.StopPolicy;

/** Between what a request says of a search and what the method takes. */
public final class Plans {
    /** Updates in a row that must be confident before a stage ends. */
    private static final int PATIENCE = 2;

    private Plans() {}

    /** The method's settings of a plan and the seed of its noise. */
    public static SearchSettings settings(SearchPlan plan, long seed) {
        return settings(plan, seed, SearchSettings.DEFAULT_GRAPH_BUDGET);
    }

    /**
     * The method's settings of a plan and the seed of its noise.
     *
     * @param graphBudget memory for gradient graphs in bytes, a matter of the worker's: it changes no bit
     */
    public static SearchSettings settings(SearchPlan plan, long seed, long graphBudget) {
        return new SearchSettings(
                plan.inversionIterations(),
                plan.iterations(),
                plan.denoisingSteps(),
                new AdamW(plan.learningRate(), 0.9, 0.999, 1e-8, 0),
                plan.styleWeight(),
                plan.shift(),
                plan.lastSteps() == 0 ? new GradientPolicy.Full() : new GradientPolicy.LastSteps(plan.lastSteps()),
                plan.confidence() == 0
                        ? new StopPolicy.RunAll()
                        : new StopPolicy.Confident(plan.confidence(), PATIENCE),
                new Redraws(plan.redraws(), plan.redrawAfter(), seed),
                graphBudget);
    }

    /** The plan of a preset. */
    public static SearchPlan plan(Preset preset) {
        return plan(preset.settings());
    }

    /** The plan of settings; what a plan does not say has its default. */
    public static SearchPlan plan(SearchSettings s) {
        return new SearchPlan(
                s.inversionIterations(),
                s.counterfactualIterations(),
                s.denoisingSteps(),
                s.optimiser().learningRate(),
                s.styleWeight(),
                s.shift(),
                s.gradients() instanceof GradientPolicy.LastSteps last ? last.steps() : 0,
                s.stop() instanceof StopPolicy.Confident confident ? confident.probability() : 0,
                s.redraws().most(),
                s.redraws().after());
    }
}
