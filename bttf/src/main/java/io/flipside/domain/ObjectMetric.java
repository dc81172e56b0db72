package io.flipside.domain;

import io.flipside.frames.RgbFrames;
import io.flipside.metric.Metric;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricResult;
import io.flipside.metric.MetricValue;
import io.flipside.metric.MetricValue.Direction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a counterfactual shows the thing that the original begins with, in every frame: {@link SameObject}, where one thing
 * stands out of its background. The frame that differs most counts.
 */
public final class ObjectMetric implements Metric {
    /** Its name. */
    public static final String NAME = "object";
    /** Largest of the three changes, each over its bound: 0 of the same thing, at most 1 of one that is kept. */
    public static final String CHANGE = "objectChange";
    /** By how much of the first frame's area it grows or shrinks; kept up to 0.25. */
    public static final String AREA = "objectAreaChange";
    /** Largest change of a channel's mean over the thing, 0 to 1; kept up to 0.1. */
    public static final String COLOUR = "objectColourChange";
    /** By how much of the first frame's its squared outline over area changes: corners; kept up to 0.1. */
    public static final String OUTLINE = "objectOutlineChange";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        if (Thing.of(Foreground.of(original, 0), 0).filter(Thing::isAlone).isEmpty()) {
            return notOneThing();
        }
        SameObject same = SameObject.measure(original, counterfactual);
        Map<String, MetricValue> values = new LinkedHashMap<>();
        values.put(CHANGE, change(same.change()));
        values.put(AREA, change(Math.abs(same.area() - 1)));
        values.put(COLOUR, change(same.colour()));
        values.put(OUTLINE, change(Math.abs(same.outline() - 1)));
        return new MetricResult.Values(values);
    }

    static MetricResult notOneThing() {
        return new MetricResult.Unavailable(
                "The first frame does not show one thing on a background of one colour.",
                "Nothing is missing: it is measured of clips that do.");
    }

    private static MetricValue change(double value) {
        return new MetricValue(value, "ratio", Direction.LOWER_IS_NEARER);
    }
}
