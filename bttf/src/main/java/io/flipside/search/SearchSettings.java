package io.flipside.search;

import io.flipside.UserError;
import io.flipside.method.MethodSettings;

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
    public static final long DEFAULT_GRAPH_BUDGET = 4L << 30;

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
