package io.flipside.search;

import io.flipside.UserError;
import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that steers a search of this method besides clip, models and target class. Values the paper does not state are marked so
 * in docs/method.md; all are recorded.
 *
 * @param inversionIterations K_I
 * @param counterfactualIterations K_C, per number of steps
 * @param denoisingSteps N
 * @param optimiser AdamW of the latent
 * @param styleWeight lambda
 * @param shift of the flow schedule
 * @param gradients how far the gradient travels
 * @param stop when a stage ends
 * @param redraws when the noise is drawn anew
 * @param graphBudget bytes that recorded graphs may take before parts are computed again
 * @param departures what else is done otherwise than in the paper
 */
public record SearchSettings(
        int inversionIterations,
        int counterfactualIterations,
        int denoisingSteps,
        AdamW optimiser,
        double styleWeight,
        double shift,
        GradientPolicy gradients,
        StopPolicy stop,
        Redraws redraws,
        long graphBudget,
        Departures departures)
        implements MethodSettings {

    /** Default for {@link #graphBudget}: what a worker of 8 GB can spare. */
    public static final long DEFAULT_GRAPH_BUDGET = MethodPlan.DEFAULT_GRAPH_BUDGET;

    public SearchSettings {
        require(inversionIterations >= 0, "inversion iterations", inversionIterations, "0 or more");
        require(counterfactualIterations >= 1, "counterfactual iterations", counterfactualIterations, "1 or more");
        require(denoisingSteps >= 1 && denoisingSteps <= 1000, "denoising steps", denoisingSteps, "1 to 1000");
        require(optimiser.learningRate() > 0, "learning rate", optimiser.learningRate(), "more than 0");
        require(styleWeight >= 0, "style weight", styleWeight, "0 or more");
        require(shift > 0, "shift", shift, "more than 0");
        List<Integer> ladder = departures.stages(denoisingSteps);
        if (ladder.get(ladder.size() - 1) != denoisingSteps) {
            throw new UserError("setting 'stages' is " + ladder + "; it must end in the denoising steps, which are "
                    + denoisingSteps + ".");
        }
        boolean canRedraw = inversionIterations == 0 && !(stop instanceof StopPolicy.RunAll);
        require(
                redraws.most() == 0 || canRedraw,
                "redraws",
                redraws.most(),
                "0 with inversion, or if stages do not end by confidence");
        require(graphBudget >= 0, "graph budget", graphBudget, "0 or more bytes");
    }

    /** Settings with no other departures than these name. */
    public SearchSettings(
            int inversionIterations,
            int counterfactualIterations,
            int denoisingSteps,
            AdamW optimiser,
            double styleWeight,
            double shift,
            GradientPolicy gradients,
            StopPolicy stop,
            Redraws redraws,
            long graphBudget) {
        this(
                inversionIterations,
                counterfactualIterations,
                denoisingSteps,
                optimiser,
                styleWeight,
                shift,
                gradients,
                stop,
                redraws,
                graphBudget,
                Departures.NONE);
    }

    @Override
    public String method() {
        return Bttf.NAME;
    }

    @Override
    public Map<String, Object> named() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("inversionIterations", inversionIterations);
        map.put("counterfactualIterations", counterfactualIterations);
        map.put("denoisingSteps", denoisingSteps);
        map.putAll(named(optimiser));
        map.put("styleWeight", styleWeight);
        map.put("shift", shift);
        map.put("gradients", gradients.label());
        map.put("stop", stop.label());
        map.put("redraws", redraws.most());
        map.put("redrawAfter", redraws.after());
        map.put("graphBudgetBytes", graphBudget);
        map.put("classifierFreeGuidance", "off");
        map.putAll(departures.named());
        return map;
    }

    /** Whether there was an inversion and how each update goes; not how many there may be, nor of how many stages. */
    @Override
    public Map<String, Object> decisive() {
        Map<String, Object> map = new HashMap<>(departures.decisive());
        map.put("inverted", inversionIterations > 0);
        map.put("optimiser", named(optimiser));
        map.put("losses", Map.of("styleWeight", styleWeight));
        map.put("shift", shift);
        map.put("lastSteps", gradients.lastSteps());
        map.put("redraws", Map.of("most", redraws.most(), "after", redraws.after()));
        return map;
    }

    private static Map<String, Object> named(AdamW optimiser) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("learningRate", optimiser.learningRate());
        map.put("beta1", optimiser.beta1());
        map.put("beta2", optimiser.beta2());
        map.put("epsilon", optimiser.epsilon());
        map.put("weightDecay", optimiser.weightDecay());
        return map;
    }

    /** Number of updates if no stage ends early. */
    public int maximumUpdates() {
        return inversionIterations + redraws.updates() + steps().size() * counterfactualIterations;
    }

    /** Number of updates of a stage, 0 for inversion, if it does not end early. */
    public int maximumUpdates(int stage) {
        if (stage == 0) {
            return inversionIterations;
        }
        return stage == firstStage() ? redraws.updates() + counterfactualIterations : counterfactualIterations;
    }

    /** Whether the exact decoder draws the clip of the update that follows a state. */
    boolean decodesExactly(BttfState state) {
        int iteration = state.iteration() + 1;
        int small = maximumUpdates(state.stage()) - departures.exactUpdates().orElse(Integer.MAX_VALUE);
        boolean decidesOnNoise = state.stage() == firstStage() && redraws.isDue(iteration);
        return iteration > small || state.confident() > 0 || decidesOnNoise;
    }

    /** Updates of a stage whose clip the exact decoder draws, at most: all where a stage may end by confidence. */
    int mostExactUpdates(int stage) {
        int most = maximumUpdates(stage);
        return stop instanceof StopPolicy.RunAll
                ? Math.min(most, departures.exactUpdates().orElse(most))
                : most;
    }

    /** The numbers of denoising steps that have a stage, ascending; the last is N. */
    List<Integer> steps() {
        return departures.stages(denoisingSteps);
    }

    /** The smallest number of denoising steps that has a stage. */
    int firstStage() {
        return steps().get(0);
    }

    /** The stage that follows another, inversion among them; N + 1 after the last. */
    int stageAfter(int stage) {
        return steps().stream().filter(n -> n > stage).findFirst().orElse(denoisingSteps + 1);
    }

    /** The same with the number of denoising steps of a stage for the largest; inversion has no clip of its own but n = 1. */
    SearchSettings until(int stage) {
        int steps = Math.max(1, stage);
        return new SearchSettings(
                inversionIterations,
                counterfactualIterations,
                steps,
                optimiser,
                styleWeight,
                shift,
                gradients.upTo(steps),
                stop,
                redraws,
                graphBudget,
                departures.upTo(steps));
    }

    /** The same with the seed of the first noise. */
    public SearchSettings withSeed(long seed) {
        return new SearchSettings(
                inversionIterations,
                counterfactualIterations,
                denoisingSteps,
                optimiser,
                styleWeight,
                shift,
                gradients,
                stop,
                redraws.withSeed(seed),
                graphBudget,
                departures);
    }

    private static void require(boolean holds, String name, Number value, String right) {
        if (!holds) {
            throw new UserError("setting '" + name + "' is " + value + "; it must be " + right + ".");
        }
    }
}
