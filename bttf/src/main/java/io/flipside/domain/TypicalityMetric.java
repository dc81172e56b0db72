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
 * Whether the generator takes the counterfactual for one of its own: two figures by which originals are held against its domain,
 * of the counterfactual instead, and where its flow leads the clip back to.
 */
public final class TypicalityMetric implements Metric {
    /** Its name. */
    public static final String NAME = "typicality";
    /** Flow-matching error of the counterfactual, 0 or more ({@link DomainFigure#FLOW_ERROR}). */
    public static final String FLOW_ERROR = "drawnFlowError";
    /** Largest step between its frames over the mean step, 1 or more ({@link DomainFigure#JUMP}). */
    public static final String JUMP = "drawnJump";
    /**
     * Mean square of the latent at the noise level 1 to which the flow leads back from the clip, 0 or more: as the clips of the
     * domain have it, or larger.
     */
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
            double noise = noise(models.generator(), clip);
            double error = fit.of(DomainFigure.FLOW_ERROR);
            if (!Double.isFinite(noise + error)) {
                return new MetricResult.Unavailable(
                        "The generator's answer to the counterfactual is not finite.",
                        "Use a generator that knows such clips.");
            }
            Map<String, MetricValue> values = new LinkedHashMap<>();
            values.put(FLOW_ERROR, figure(error));
            values.put(JUMP, figure(fit.of(DomainFigure.JUMP)));
            values.put(NOISE, figure(noise));
            return new MetricResult.Values(values);
        }
    }

    private static MetricValue figure(double value) {
        return new MetricValue(value, "ratio", Direction.LOWER_IS_NEARER);
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
