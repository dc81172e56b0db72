package io.flipside.search;

import io.flipside.UserError;
import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import java.util.LinkedHashMap;
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
        long graphBudget)
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
        boolean canRedraw = inversionIterations == 0 && stop instanceof StopPolicy.Confident;
        require(
                redraws.most() == 0 || canRedraw,
                "redraws",
                redraws.most(),
                "0 with inversion, or if stages do not end by confidence");
        require(graphBudget >= 0, "graph budget", graphBudget, "0 or more bytes");
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
        return map;
    }

    /** Whether there was an inversion and how each update goes; not how many there may be, nor of how many stages. */
    @Override
    public Map<String, Object> decisive() {
        return Map.of(
                "inverted",
                inversionIterations > 0,
                "optimiser",
                named(optimiser),
                "losses",
                Map.of("styleWeight", styleWeight),
                "shift",
                shift,
                "lastSteps",
                gradients.lastSteps(),
                "redraws",
                Map.of("most", redraws.most(), "after", redraws.after()));
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
        return inversionIterations + redraws.updates() + denoisingSteps * counterfactualIterations;
    }

    /** Number of updates of a stage, 0 for inversion, if it does not end early. */
    public int maximumUpdates(int stage) {
        return switch (stage) {
            case 0 -> inversionIterations;
            case 1 -> redraws.updates() + counterfactualIterations;
            default -> counterfactualIterations;
        };
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
                graphBudget);
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
                graphBudget);
    }

    private static void require(boolean holds, String name, Number value, String right) {
        if (!holds) {
            throw new UserError("setting '" + name + "' is " + value + "; it must be " + right + ".");
        }
    }
}
