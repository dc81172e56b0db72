package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.tensor.TorchDevice;
import io.flipside.train.TinyModels;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.VaeTrainer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    /** Extra weight of pixels near the shape. */
    private static final double FOREGROUND = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions(3600, 3, new Rate(2e-3, 100));

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        TrainingSettings settings = options.settings(FOREGROUND);
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VaeTrainer trainer = new VaeTrainer(manager, settings);
            options.run(trainer, settings, manager, print);
            TinyModels.writeVae(options.out, trainer.result(), manager, options.dataSeed);
        }
        print.printf("Wrote %s%n", options.out.toAbsolutePath());
        return 0;
    }
}
