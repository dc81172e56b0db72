package io.flipside.explain;

import io.flipside.UserError;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Figure.Direction;
import io.flipside.audit.step.Measurement;
import io.flipside.metric.MetricResult;
import io.flipside.metric.MetricValue;
import io.flipside.metric.SsimMetric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What metrics say, as an audit keeps it. */
final class Measurements {
    private Measurements() {}

    static Map<String, Measurement> of(Map<String, MetricResult> results) {
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        results.forEach((metric, result) -> measurements.put(metric, measurement(result)));
        return measurements;
    }

    /**
     * SSIM of the first frames, which a verdict needs.
     *
     * @throws UserError if it could not be measured, saying why and how to get it
     */
    static double firstFrame(Map<String, Measurement> metrics) {
        if (metrics.get(SsimMetric.NAME) instanceof Measurement.Unavailable none) {
            throw new UserError(none.reason() + " " + none.howToGetIt());
        }
        return Objects.requireNonNull(Measurement.figures(metrics).get(SsimMetric.FIRST_FRAME))
                .value();
    }

    private static Measurement measurement(MetricResult result) {
        if (result instanceof MetricResult.Values values) {
            Map<String, Figure> figures = new LinkedHashMap<>();
            values.byName().forEach((name, value) -> figures.put(name, figure(value)));
            return new Measurement.Figures(
                    figures, Optional.of(values.weightsSha256()).filter(digests -> !digests.isEmpty()));
        }
        MetricResult.Unavailable none = (MetricResult.Unavailable) result;
        return new Measurement.Unavailable(none.reason(), none.howToGetIt());
    }

    private static Figure figure(MetricValue value) {
        return new Figure(
                value.value(),
                value.unit(),
                switch (value.direction()) {
                    case HIGHER_IS_NEARER -> Direction.HIGHER_IS_NEARER;
                    case LOWER_IS_NEARER -> Direction.LOWER_IS_NEARER;
                });
    }
}
