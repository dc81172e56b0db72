package io.flipside.steps;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.step.StageFacts;
import io.flipside.method.SearchMethod;
import io.flipside.method.SearchMethods;
import io.flipside.search.AdamW;
import io.flipside.search.Bttf;
import io.flipside.search.GradientPolicy;
import io.flipside.search.Redraws;
import io.flipside.search.SearchSettings;
import io.flipside.search.StopPolicy;
import io.flipside.tensor.UnknownChoice;
import java.util.List;
import java.util.Optional;

/** Between what a request says of a search and what the method takes. */
public final class Plans {
    private Plans() {}

    /** {@link #settings(AuditPlan, long, long)} for what memory changes nothing of: stages, names, a record. */
    public static SearchSettings settings(AuditPlan plan, long seed) {
        return settings(plan, seed, SearchSettings.DEFAULT_GRAPH_BUDGET);
    }

    /**
     * The stages of a request's search, in order.
     *
     * @throws io.flipside.tensor.UnknownChoice if no search method of this name takes a plan
     */
    public static List<StageFacts> stages(AuditRequest request) {
        SearchMethod<?> method = SearchMethods.of(request.plan().method());
        if (!method.name().equals(Bttf.NAME)) {
            throw new UnknownChoice("search", "method", method.name(), List.of(Bttf.NAME));
        }
        return SearchMethods.stages(settings(request.plan(), request.seed())).stream()
                .map(stage -> new StageFacts(stage.id(), stage.label(), stage.mostUpdates()))
                .toList();
    }

    /** The request whose search ends in a stage, whichever it would have ended in. */
    static AuditRequest endingIn(AuditRequest request, Optional<Integer> stage) {
        AuditPlan plan = request.plan();
        int iterations = plan.budget().iterations();
        return stage.map(id -> request.searchedBy(plan.with(new Budget(iterations, Math.max(1, id)))))
                .orElse(request);
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
