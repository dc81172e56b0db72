package io.flipside.metric;

import io.flipside.frames.RgbFrames;
import io.flipside.metric.MetricValue.Direction;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link Ssim} of the clips, mean over frames, and of their first frames, which should be the same picture. */
public final class SsimMetric implements Metric {
    /** Its name, and that of the mean over frames: -1 to 1, 1 if equal. */
    public static final String NAME = "ssim";
    /** Name of the figure of the first frames: -1 to 1, 1 if equal. */
    public static final String FIRST_FRAME = "firstFrameSsim";

    private static final String UNIT = "ratio";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        int least = GaussianWindow.SIZE;
        if (original.height() < least || original.width() < least) {
            return new MetricResult.Unavailable(
                    "SSIM needs pictures of at least %d x %d, these have %d x %d."
                            .formatted(least, least, original.width(), original.height()),
                    "Use a generator of larger clips.");
        }
        Map<String, MetricValue> values = new LinkedHashMap<>();
        values.put(NAME, figure(Ssim.clips(original, counterfactual)));
        values.put(FIRST_FRAME, figure(Ssim.clips(original.select(0), counterfactual.select(0))));
        return new MetricResult.Values(values);
    }

    private static MetricValue figure(double value) {
        return new MetricValue(value, UNIT, Direction.HIGHER_IS_NEARER);
    }
}
