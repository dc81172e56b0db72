package io.flipside.audit;

/**
 * How the counterfactual is searched; the names and defaults are those of the method (Table S1 of the paper).
 *
 * @param inversionIterations K_I, 0 to 10,000
 * @param iterations K_C per number of denoising steps, 1 to 10,000
 * @param denoisingSteps N, 1 to 100
 * @param learningRate of AdamW
 * @param styleWeight lambda of the style loss
 * @param shift of the flow schedule: 3, or 5 for 720p
 * @param lastSteps send the gradient through the last K denoising steps only; 0 for all of them (the paper)
 * @param confidence end a stage when the target probability reaches this in two updates in a row; 0 to run every
 *     update (the paper)
 * @param redraws how often the first stage may draw its noise anew, 0 to 100; needs a confidence, and no inversion
 * @param redrawAfter updates that each draw gets, up to 10,000
 */
public record SearchPlan(
        int inversionIterations,
        int iterations,
        int denoisingSteps,
        double learningRate,
        double styleWeight,
        double shift,
        int lastSteps,
        double confidence,
        int redraws,
        int redrawAfter) {
    public SearchPlan {
        Check.holds(
                inversionIterations >= 0 && inversionIterations <= 10_000,
                "search.inversionIterations",
                inversionIterations,
                "0 to 10000");
        Check.holds(iterations >= 1 && iterations <= 10_000, "search.iterations", iterations, "1 to 10000");
        Check.holds(denoisingSteps >= 1 && denoisingSteps <= 100, "search.denoisingSteps", denoisingSteps, "1 to 100");
        Check.holds(
                learningRate > 0 && learningRate <= 10, "search.learningRate", learningRate, "more than 0, at most 10");
        Check.holds(
                styleWeight >= 0 && Double.isFinite(styleWeight),
                "search.styleWeight",
                styleWeight,
                "0 or more, and finite");
        Check.holds(shift > 0 && shift <= 100, "search.shift", shift, "more than 0, at most 100");
        Check.holds(
                lastSteps >= 0 && lastSteps <= denoisingSteps, "search.lastSteps", lastSteps, "0 to denoisingSteps");
        Check.holds(confidence >= 0 && confidence < 1, "search.confidence", confidence, "0 or more and less than 1");
        Check.holds(
                redraws >= 0 && redraws <= 100 && (redraws == 0 || inversionIterations == 0 && confidence > 0),
                "search.redraws",
                redraws,
                "0 to 100, and 0 with inversion or without a confidence");
        Check.holds(
                redrawAfter >= 0 && redrawAfter <= 10_000 && (redraws == 0 || redrawAfter > 0),
                "search.redrawAfter",
                redrawAfter,
                "1 to 10000");
    }

    /** Updates of a search in which no stage ends early. */
    public int mostUpdates() {
        return inversionIterations + redraws * redrawAfter + iterations * denoisingSteps;
    }

    /** The same plan with other limits of updates. */
    public SearchPlan withBudget(Budget budget) {
        return new SearchPlan(
                inversionIterations,
                budget.iterations(),
                budget.denoisingSteps(),
                learningRate,
                styleWeight,
                shift,
                Math.min(lastSteps, budget.denoisingSteps()),
                confidence,
                redraws,
                redrawAfter);
    }
}
