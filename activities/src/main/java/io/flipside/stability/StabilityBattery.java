package io.flipside.stability;

import ai.djl.ndarray.NDManager;
import io.flipside.clip.Clip;
import io.flipside.generator.Generator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The margin by which a classifier calls a clip the target class, under every {@link Disturbance} and after a {@link
 * RoundTrip} through the generator. A margin is the probability of the target less the largest of any other class, -1 to 1:
 * above 0 the classifier says the target.
 */
public final class StabilityBattery {
    /** Name of the mean over all of them, -1 to 1. */
    public static final String MEAN = "meanMargin";

    /** Name of the margin of the clip as it is. */
    public static final String UNDISTURBED = "undisturbed";

    private StabilityBattery() {}

    /**
     * Measures a clip.
     *
     * @param margin of a clip, by the classifier under audit
     * @param generator that the clip is from
     * @param manager of the device that the generator is on
     * @return {@link #MEAN} over all but {@link #UNDISTURBED}, which follows, then each by its name
     */
    public static Map<String, Double> measure(
            Clip clip, ToDoubleFunction<Clip> margin, Generator generator, NDManager manager) {
        Map<String, Double> margins = new LinkedHashMap<>();
        for (Disturbance disturbance : Disturbance.values()) {
            margins.put(disturbance.key(), margin.applyAsDouble(disturbance.apply(clip)));
        }
        margins.put(
                RoundTrip.KEY,
                RoundTrip.of(generator, manager, clip).stream()
                        .mapToDouble(margin)
                        .average()
                        .orElseThrow());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(
                MEAN,
                margins.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
        figures.put(UNDISTURBED, margin.applyAsDouble(clip));
        figures.putAll(margins);
        return figures;
    }
}
