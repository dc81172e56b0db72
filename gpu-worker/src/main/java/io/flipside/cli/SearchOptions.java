package io.flipside.cli;

import io.flipside.search.AdamW;
import io.flipside.search.GradientPolicy;
import io.flipside.search.Preset;
import io.flipside.search.Redraws;
import io.flipside.search.SearchSettings;
import io.flipside.search.StopPolicy;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Settings of a search: a preset, and what differs from it. */
final class SearchOptions {
    @Option(
            names = "--preset",
            defaultValue = "tiny",
            paramLabel = "NAME",
            description = "Settings to start from: tiny, m-swin, e-swin, a-swin-r. Default: ${DEFAULT-VALUE}.")
    String preset = "tiny";

    @Option(
            names = "--inversion",
            paramLabel = "N",
            description = "Updates that first bring the noise near the clip (K_I).")
    Optional<Integer> inversion = Optional.empty();

    @Option(names = "--iterations", paramLabel = "N", description = "Updates per number of denoising steps (K_C).")
    Optional<Integer> iterations = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Largest number of denoising steps (N).")
    Optional<Integer> steps = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Learning rate of AdamW.")
    Optional<Double> learningRate = Optional.empty();

    @Option(names = "--style-weight", paramLabel = "W", description = "Weight of the style loss (lambda).")
    Optional<Double> styleWeight = Optional.empty();

    @Option(names = "--shift", paramLabel = "S", description = "Shift of the noise schedule: 3, or 5 for 720p.")
    Optional<Double> shift = Optional.empty();

    @Option(
            names = "--last-steps",
            paramLabel = "K",
            description = "Shortcut: send the gradient through the last K denoising steps only.")
    Optional<Integer> lastSteps = Optional.empty();

    @Option(
            names = "--confident",
            paramLabel = "P",
            description = "End a stage when the target probability reaches P in two updates in a row.")
    Optional<Double> confident = Optional.empty();

    @Option(names = "--run-all", description = "Run every update of every stage, as the paper does.")
    boolean runAll;

    @Option(
            names = "--redraws",
            paramLabel = "N",
            description = "How often stage 1 may draw its noise anew when it leads nowhere.")
    Optional<Integer> redraws = Optional.empty();

    @Option(names = "--redraw-after", paramLabel = "N", description = "Updates that each draw gets.")
    Optional<Integer> redrawAfter = Optional.empty();

    @Option(
            names = "--graph-budget",
            paramLabel = "MIB",
            description = "Memory for gradient graphs; beyond it they are computed again. Default: 4096.")
    Optional<Long> graphBudget = Optional.empty();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of the initial noise. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    SearchSettings settings() {
        SearchSettings base = Preset.of(preset).settings();
        AdamW optimiser = base.optimiser();
        StopPolicy stop = confident
                .<StopPolicy>map(p -> new StopPolicy.Confident(p, 2))
                .orElse(runAll ? new StopPolicy.RunAll() : base.stop());
        int inverting = inversion.orElse(base.inversionIterations());
        boolean canRedraw = inverting == 0 && stop instanceof StopPolicy.Confident;
        return new SearchSettings(
                inverting,
                iterations.orElse(base.counterfactualIterations()),
                steps.orElse(base.denoisingSteps()),
                new AdamW(
                        learningRate.orElse(optimiser.learningRate()),
                        optimiser.beta1(),
                        optimiser.beta2(),
                        optimiser.epsilon(),
                        optimiser.weightDecay()),
                styleWeight.orElse(base.styleWeight()),
                shift.orElse(base.shift()),
                lastSteps.<GradientPolicy>map(GradientPolicy.LastSteps::new).orElse(base.gradients()),
                stop,
                new Redraws(
                        redraws.orElse(canRedraw ? base.redraws().most() : 0),
                        redrawAfter.orElse(base.redraws().after()),
                        seed),
                graphBudget.map(mib -> mib << 20).orElse(base.graphBudget()));
    }
}
