package io.flipside.domain;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.ClipPixels;
import io.flipside.metric.Metric;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricResult;
import io.flipside.metric.MetricValue;
import io.flipside.metric.MetricValue.Direction;
import io.flipside.tensor.Autograd;
import java.util.Map;

/**
 * What the classifier says of the counterfactual played again with the original's own thing, and nothing else in the picture
 * ({@link Reenactment}): the margin of the target class. Where it goes by what the thing does, it says the same.
 */
public final class ReenactedMetric implements Metric {
    /** Its name. */
    public static final String NAME = "reenacted";
    /** Probability of the target less the largest of any other class, -1 to 1. */
    public static final String MARGIN = "reenactedMargin";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        if (models.target().isEmpty()) {
            return new MetricResult.Unavailable(
                    "There is no target class to ask for.", "Measure the counterfactual of one audit.");
        }
        String target = models.target().get();
        return Reenactment.of(original, counterfactual)
                .map(again -> asked(again, target, models))
                .orElseGet(ObjectMetric::notOneThing);
    }

    private static MetricResult asked(RgbFrames again, String target, MetricModels models) {
        try (NDManager scope = models.manager().newSubManager()) {
            float[] probabilities = Autograd.unrecorded(() -> models.classifier()
                    .logits(ClipPixels.clip(again, scope))
                    .softmax(1)
                    .toFloatArray());
            int wanted = models.classifier().classes().indexOf(target);
            double other = 0;
            for (int i = 0; i < probabilities.length; i++) {
                other = i == wanted ? other : Math.max(other, probabilities[i]);
            }
            return new MetricResult.Values(Map.of(
                    MARGIN, new MetricValue(probabilities[wanted] - other, "ratio", Direction.HIGHER_IS_NEARER)));
        } catch (UserError refused) {
            return new MetricResult.Unavailable(
                    "The classifier does not take the clip: " + refused.getMessage(),
                    "Use a generator of longer clips.");
        }
    }
}
