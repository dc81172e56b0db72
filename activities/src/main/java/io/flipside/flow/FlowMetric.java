package io.flipside.flow;

import io.flipside.frames.RgbFrames;
import io.flipside.metric.Metric;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricResult;
import io.flipside.metric.MetricValue;
import io.flipside.metric.MetricValue.Direction;
import java.util.Map;

/**
 * How much of the change is motion: the share of the squared change that goes away when each frame of the original is moved
 * to the counterfactual's by dense optical flow. Near 1 where something went elsewhere, near 0 where pixels were disturbed.
 */
public final class FlowMetric implements Metric {
    /** Its name. */
    public static final String NAME = "flow";
    /** Name of its figure: 0 to 1. */
    public static final String SHARE = "flowExplainedShare";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        if (original.equals(counterfactual)) {
            return MetricResult.unchanged();
        }
        return OpenCv.trouble()
                .<MetricResult>map(
                        reason -> new MetricResult.Unavailable(
                                "OpenCV, which finds the optical flow, does not load here: " + reason,
                                "Run the worker on Linux with an x86-64 processor, with a folder for caches that it may write to."))
                .orElseGet(() -> new MetricResult.Values(Map.of(
                        SHARE, new MetricValue(share(original, counterfactual), "ratio", Direction.HIGHER_IS_NEARER))));
    }

    /** 0 to 1, of clips that differ. */
    static double share(RgbFrames original, RgbFrames counterfactual) {
        int height = original.height();
        int width = original.width();
        ExplainedByFlow sums = new ExplainedByFlow();
        FlowField back = FlowField.still(height, width);
        FlowField forth = back;
        try (DenseFlow flow = new DenseFlow(height, width)) {
            for (int frame = 0; frame < original.count(); frame++) {
                byte[] before = grey(original, frame);
                byte[] after = grey(counterfactual, frame);
                // clips that begin alike drift apart: what was found a frame ago is nearly there
                back = flow.between(after, before, back);
                forth = flow.between(before, after, forth);
                sums.add(original, counterfactual, frame, back, forth);
            }
        }
        return sums.share();
    }

    /** The mean of the channels: a pure blue is as bright as a pure green. */
    static byte[] grey(RgbFrames clip, int frame) {
        byte[] rgb = clip.frame(frame);
        var grey = new byte[rgb.length / RgbFrames.CHANNELS];
        for (int i = 0; i < grey.length; i++) {
            int at = i * RgbFrames.CHANNELS;
            grey[i] = (byte) (((rgb[at] & 0xFF) + (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF)) / RgbFrames.CHANNELS);
        }
        return grey;
    }
}
