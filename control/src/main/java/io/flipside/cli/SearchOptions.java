package io.flipside.cli;

import io.flipside.audit.Presets;
import io.flipside.audit.SearchPlan;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Settings of a search: a preset, and what differs from it. */
public final class SearchOptions {
    @Option(
            names = "--preset",
            defaultValue = "tiny",
            paramLabel = "NAME",
            description = "Settings to start from: tiny, m-swin, e-swin, a-swin-r. Default: ${DEFAULT-VALUE}.")
    private String preset = "tiny";

    @Option(
            names = "--inversion",
            paramLabel = "N",
            description = "Updates that first bring the noise near the clip (K_I).")
    private Optional<Integer> inversion = Optional.empty();

    @Option(names = "--iterations", paramLabel = "N", description = "Updates per number of denoising steps (K_C).")
    private Optional<Integer> iterations = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Largest number of denoising steps (N).")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Learning rate of AdamW.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(names = "--style-weight", paramLabel = "W", description = "Weight of the style loss (lambda).")
    private Optional<Double> styleWeight = Optional.empty();

    @Option(names = "--shift", paramLabel = "S", description = "Shift of the noise schedule: 3, or 5 for 720p.")
    private Optional<Double> shift = Optional.empty();

    @Option(
            names = "--last-steps",
            paramLabel = "K",
            description = "Shortcut: send the gradient through the last K denoising steps only.")
    private Optional<Integer> lastSteps = Optional.empty();

    @Option(
            names = "--confident",
            paramLabel = "P",
            description = "End a stage when the target probability reaches P in two updates in a row.")
    private Optional<Double> confident = Optional.empty();

    @Option(names = "--run-all", description = "Run every update of every stage, as the paper does.")
    private boolean runAll;

    @Option(
            names = "--redraws",
            paramLabel = "N",
            description = "How often stage 1 may draw its noise anew when it leads nowhere.")
    private Optional<Integer> redraws = Optional.empty();

    @Option(names = "--redraw-after", paramLabel = "N", description = "Updates that each draw gets.")
    private Optional<Integer> redrawAfter = Optional.empty();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of the initial noise. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /**
     * The preset with what differs from it.
     *
     * @throws io.flipside.audit.InvalidRequest naming the field that cannot be
     */
    public SearchPlan plan() {
        SearchPlan base = Presets.of(preset);
        int inverting = inversion.orElse(base.inversionIterations());
        double confidence = confident.orElse(runAll ? 0 : base.confidence());
        return new SearchPlan(
                inverting,
                iterations.orElse(base.iterations()),
                steps.orElse(base.denoisingSteps()),
                learningRate.orElse(base.learningRate()),
                styleWeight.orElse(base.styleWeight()),
                shift.orElse(base.shift()),
                lastSteps.orElse(base.lastSteps()),
                confidence,
                redraws.orElse(inverting == 0 && confidence > 0 ? base.redraws() : 0),
                redrawAfter.orElse(base.redrawAfter()));
    }

    /** Seed of the initial noise. */
    public long seed() {
        return seed;
    }

    /** Name of the preset. */
    public String preset() {
        return preset;
    }
}
