package io.flipside.metric;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.MetricValue.Direction;
import io.flipside.metric.network.Lpips;
import io.flipside.metric.network.MetricNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Lpips} of the clips, mean over frames, and of their first frames, where the public weights are registered. */
public final class LpipsMetric implements Metric {
    /** Its name, and that of the mean over frames: at least 0, 0 if equal. */
    public static final String NAME = "lpips";
    /** Name of the figure of the first frames: at least 0, 0 if equal. */
    public static final String FIRST_FRAME = "firstFrameLpips";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        NetworkWeights weights = models.weights().find(MetricNetwork.LPIPS_ALEX);
        if (weights instanceof NetworkWeights.Missing missing) {
            return new MetricResult.Unavailable(missing.reason(), missing.howToGetIt());
        } else if (!Perceptual.canSee(original)) {
            return new MetricResult.Unavailable(
                    "LPIPS needs pictures of at least %d x %d, these have %d x %d."
                            .formatted(Lpips.LEAST_SIDE, Lpips.LEAST_SIDE, original.width(), original.height()),
                    "Use a generator of larger clips.");
        }
        try (NDManager scope = models.manager().newSubManager()) {
            NetworkWeights.Registered registered = (NetworkWeights.Registered) weights;
            double[] frames = new Perceptual(registered, scope).frames(original, counterfactual);
            return figures(frames, registered.sha256());
        } catch (UserError e) {
            return new MetricResult.Unavailable(
                    "The registered weights of LPIPS cannot be used: " + e.getMessage(),
                    "Look at them with 'flipside models check', and add them again with --replace.");
        }
    }

    private static MetricResult figures(double[] frames, List<String> sha256) {
        Map<String, MetricValue> values = new LinkedHashMap<>();
        values.put(NAME, figure(Arrays.stream(frames).average().orElseThrow()));
        values.put(FIRST_FRAME, figure(frames[0]));
        return new MetricResult.Values(values, sha256);
    }

    private static MetricValue figure(double value) {
        return new MetricValue(value, Perceptual.UNIT, Direction.LOWER_IS_NEARER);
    }
}
