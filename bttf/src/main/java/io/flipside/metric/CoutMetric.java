package io.flipside.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.classifier.VideoClassifier;
import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;
import io.flipside.metric.MetricValue.Direction;
import io.flipside.tensor.Autograd;
import java.util.List;
import java.util.Map;

/**
 * How few of the counterfactual's {@link Tubes} suffice (COUT: Khorram and Fuxin 2022, there for pictures and their
 * pixels). They are laid over the original from the strongest change to the weakest, in {@value #STEPS} steps; the figure is
 * the area under the target's probability less that under the original class's.
 */
public final class CoutMetric implements Metric {
    /** Its name, and that of its figure: -1 to 1. */
    public static final String NAME = "cout";

    static final int STEPS = 50;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        if (models.target().isEmpty()) {
            return new MetricResult.Unavailable(
                    "There is no target class to insert towards.", "Measure the counterfactual of one audit.");
        }
        try {
            double area = area(
                    new Change(original, counterfactual),
                    models,
                    models.target().get());
            return new MetricResult.Values(Map.of(NAME, new MetricValue(area, "ratio", Direction.HIGHER_IS_NEARER)));
        } catch (UserError refused) {
            return new MetricResult.Unavailable(
                    "The classifier does not take the clip: " + refused.getMessage(),
                    "Use a generator of longer clips.");
        }
    }

    private static double area(Change change, MetricModels models, String wanted) {
        VideoClassifier classifier = models.classifier();
        int target = classifier.classes().indexOf(wanted);
        if (target < 0) {
            throw new IllegalArgumentException(
                    "target '" + wanted + "' is none of the classes " + classifier.classes());
        }
        Tubes tubes = Tubes.of(change.original());
        float[] clip = SignedPixels.fromFrames(change.original());
        float[] counterfactual = SignedPixels.fromFrames(change.counterfactual());
        List<Integer> order = Tubes.strongestFirst(tubes.energies(change));
        float[] probabilities = probabilities(clip, tubes, models);
        int before = largest(probabilities);
        double last = probabilities[target] - probabilities[before];
        double area = 0;
        int laid = 0;
        for (int step = 1; step <= STEPS; step++) {
            int upTo = (int) ((long) order.size() * step / STEPS);
            if (upTo > laid) {
                order.subList(laid, upTo).forEach(tube -> lay(counterfactual, clip, tubes, tubes.box(tube)));
                laid = upTo;
                probabilities = probabilities(clip, tubes, models);
            }
            double now = probabilities[target] - probabilities[before];
            area += (last + now) / 2 / STEPS;
            last = now;
        }
        return area;
    }

    private static void lay(float[] from, float[] over, Tubes clip, Tubes.Box box) {
        int plane = clip.height() * clip.width();
        for (int channel = 0; channel < RgbFrames.CHANNELS; channel++) {
            for (int frame = box.frames().from(); frame < box.frames().to(); frame++) {
                for (int row = box.rows().from(); row < box.rows().to(); row++) {
                    int at = (channel * clip.frames() + frame) * plane
                            + row * clip.width()
                            + box.columns().from();
                    System.arraycopy(from, at, over, at, box.columns().length());
                }
            }
        }
    }

    /** One clip at a time: not every program takes a batch. */
    private static float[] probabilities(float[] clip, Tubes size, MetricModels models) {
        try (NDManager scope = models.manager().newSubManager()) {
            NDArray pixels =
                    scope.create(clip, new Shape(1, RgbFrames.CHANNELS, size.frames(), size.height(), size.width()));
            return Autograd.unrecorded(
                    () -> models.classifier().logits(pixels).softmax(1).toFloatArray());
        }
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
