package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.train.TinyModels;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.TrainingSettings.Seeds;
import io.flipside.train.VaeTrainer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside train vae}. */
@Command(
        name = "vae",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the autoencoder: first on single frames, then on ever longer cuts.",
        },
        footer = {"", "Example:", "  flipside train vae --out vae"})
final class TrainVaeCommand implements Callable<Integer> {
    private static final long WARMUP = 100;
    /** Extra weight of pixels near the shape. */
    private static final double FOREGROUND = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Option(names = "--steps", defaultValue = "3600", description = "Updates. Default: ${DEFAULT-VALUE}.")
    private long steps;

    @Option(names = "--batch", defaultValue = "3", description = "Clips an update. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--learning-rate", defaultValue = "2e-3", description = "Peak rate. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        TrainingSettings settings = new TrainingSettings(
                new Seeds(options.seed, options.dataSeed), steps, batch, new Rate(learningRate, WARMUP), FOREGROUND);
        try (NDManager manager = NDManager.newBaseManager()) {
            VaeTrainer trainer = new VaeTrainer(manager, settings);
            options.run(trainer, settings, manager, print);
            TinyModels.writeVae(options.out, trainer.result(), manager, options.dataSeed);
        }
        print.printf("Wrote %s%n", options.out.toAbsolutePath());
        return 0;
    }
}
