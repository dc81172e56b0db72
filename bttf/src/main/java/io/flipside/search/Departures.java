package io.flipside.search;

import io.flipside.UserError;
import io.flipside.method.Latent;
import io.flipside.method.SettingRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Named departures from Algorithm 1, besides those of {@link GradientPolicy} and {@link StopPolicy}. A plan may ask for
 * them; the paper's presets have none, and without them nothing is named that was not before.
 *
 * @param stages numbers of denoising steps that have a stage, ascending, N the last; empty for all of 1 to N
 * @param clipNorm largest norm of the latent's gradient: a longer one is shortened to it, as {@code clip_grad_norm_} of
 *     PyTorch does
 * @param priorWeight weight of {@link GaussianPrior}
 * @param exactUpdates the last updates of each stage, whose clip the exact decoder draws; the generator's small decoder
 *     draws that of those before them, until one counts towards the end of the stage
 */
public record Departures(
        List<Integer> stages, OptionalDouble clipNorm, OptionalDouble priorWeight, OptionalInt exactUpdates) {
    /** The paper. */
    public static final Departures NONE = new Departures(List.of(), OptionalDouble.empty(), OptionalDouble.empty());

    // PyTorch's
    private static final double CLIP_EPSILON = 1e-6;

    public Departures {
        stages = List.copyOf(stages);
        if (!stages.stream().distinct().sorted().toList().equals(stages)
                || stages.stream().anyMatch(n -> n < 1)) {
            throw new UserError("setting 'stages' is " + stages + "; it must be whole numbers of 1 or more that grow.");
        }
    }

    /** Those that draw every clip exactly. */
    public Departures(List<Integer> stages, OptionalDouble clipNorm, OptionalDouble priorWeight) {
        this(stages, clipNorm, priorWeight, OptionalInt.empty());
    }

    /** Refuses a generator without a small decoder where one is asked for. */
    static SettingRefused noSmallDecoder() {
        return new SettingRefused(
                "schedule.exactUpdates",
                "needs a generator with a small decoder, and this one has none. Put taew2_1.safetensors into its folder,"
                        + " or leave the field out.");
    }

    /** The numbers of denoising steps that have a stage, ascending, of a search with at most so many. */
    List<Integer> stages(int denoisingSteps) {
        return stages.isEmpty()
                ? IntStream.rangeClosed(1, denoisingSteps).boxed().toList()
                : stages;
    }

    /** The same where there are at most so many steps, which have the last stage. */
    Departures upTo(int steps) {
        return stages.isEmpty()
                ? this
                : new Departures(
                        Stream.concat(stages.stream().filter(n -> n < steps), Stream.of(steps))
                                .toList(),
                        clipNorm,
                        priorWeight,
                        exactUpdates);
    }

    /** An update's report and gradient with what is asked for here, at the noise z. */
    UpdateStep applied(UpdateStep step, Latent z) {
        UpdateStep whole = step;
        if (priorWeight.isPresent()) {
            GaussianPrior prior = new GaussianPrior(priorWeight.getAsDouble());
            whole = new UpdateStep(
                    BttfReport.withPrior(step.report(), prior.value(z), prior.weight()),
                    prior.addTo(step.gradient(), z));
        }
        if (clipNorm.isPresent()) {
            double norm = whole.gradient().norm();
            double factor = clipNorm.getAsDouble() / (norm + CLIP_EPSILON);
            whole = new UpdateStep(
                    BttfReport.withGradientNorm(whole.report(), norm),
                    factor < 1 ? whole.gradient().times(factor) : whole.gradient());
        }
        return whole;
    }

    /** Those that are asked for, by the name that results give them. */
    Map<String, Object> named() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!stages.isEmpty()) {
            map.put("stages", stages.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        map.putAll(decisive());
        return map;
    }

    /** Those that decide what an update computes; which stages there are does not. */
    Map<String, Object> decisive() {
        Map<String, Object> map = new LinkedHashMap<>();
        clipNorm.ifPresent(norm -> map.put("clipNorm", norm));
        priorWeight.ifPresent(weight -> map.put("priorWeight", weight));
        exactUpdates.ifPresent(updates -> map.put("exactUpdates", updates));
        return map;
    }
}
