package io.flipside.domain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.Generator;
import io.flipside.metric.ClipPixels;
import io.flipside.metric.Metric;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricResult;
import io.flipside.metric.MetricValue;
import io.flipside.metric.MetricValue.Direction;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Scalars;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether the generator would have drawn the counterfactual of itself: the figures by which originals are held against its
 * domain, taken of the counterfactual, and the noise that its flow leads back to.
 */
public final class TypicalityMetric implements Metric {
    /** Its name. */
    public static final String NAME = "typicality";
    /** Flow-matching error of the counterfactual ({@link DomainFigure#FLOW_ERROR}), 0 or more. */
    public static final String FLOW_ERROR = "drawnFlowError";
    /** Mean square of the noise that the flow leads back to: 1 of what is drawn from Gaussian noise. */
    public static final String NOISE = "drawnNoise";

    private static final int STEPS = 8;
    private static final double SHIFT = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        try (NDManager scope = models.manager().newSubManager()) {
            NDArray clip = ClipPixels.clip(counterfactual, scope);
            ClipFit fit = ClipFit.measure(models.generator(), clip);
            Map<String, MetricValue> values = new LinkedHashMap<>();
            fit.byName().forEach((name, value) -> {
                if (Double.isFinite(value)) {
                    values.put("drawn." + name, new MetricValue(value, "ratio", Direction.LOWER_IS_NEARER));
                }
            });
            values.put(
                    FLOW_ERROR, new MetricValue(fit.of(DomainFigure.FLOW_ERROR), "ratio", Direction.LOWER_IS_NEARER));
            values.put(NOISE, new MetricValue(noise(models.generator(), clip), "ratio", Direction.LOWER_IS_NEARER));
            return new MetricResult.Values(values);
        }
    }

    private static double noise(Generator generator, NDArray clip) {
        return Autograd.unrecorded(() -> {
            NDArray x = generator.encode(clip);
            try (ConditionedGenerator conditioned = generator.condition(clip)) {
                for (int i = 0; i < STEPS; i++) {
                    double from = sigma(i);
                    double to = sigma(i + 1);
                    NDArray velocity =
                            conditioned.velocity(1000 * (from + to) / 2, false).apply(x);
                    x = x.add(velocity.mul(Scalars.of(velocity, to - from)));
                }
                return (double) x.square().mean().getFloat();
            }
        });
    }

    private static double sigma(int step) {
        double u = (double) step / STEPS;
        return SHIFT * u / (1 + (SHIFT - 1) * u);
    }
}
