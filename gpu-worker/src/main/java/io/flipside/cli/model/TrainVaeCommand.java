package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.tensor.TorchDevice;
import io.flipside.train.ClipSource;
import io.flipside.train.TinyModels;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.VaeTrainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
        footer = {"", "Examples:", "  flipside train vae --out vae", "  flipside train vae --clips CLIPS --out vae"})
final class TrainVaeCommand implements Callable<Integer> {
    /** Extra weight of pixels near the shape. */
    private static final double FOREGROUND = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions(3600, 3, new Rate(2e-3, 100));

    @Mixin
    private ClipOptions own = new ClipOptions();

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = {
                "Begin with the weights of this trained VAE instead of from scratch. The scale of its latents stays, so that",
                "a transformer that knows it can be adapted to the new one."
            })
    private Optional<Path> from = Optional.empty();

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        TrainingSettings settings = options.settings(FOREGROUND);
        try (NDManager manager = TorchDevice.CPU.manager()) {
            ClipSource clips = own.source(options.dataSeed);
            VaeTrainer trainer = from.map(folder -> VaeTrainer.from(manager, settings, clips, folder))
                    .orElseGet(() -> new VaeTrainer(manager, settings, clips));
            options.run(trainer, settings, manager, print);
            from.ifPresentOrElse(
                    folder -> TinyModels.writeVae(options.out, trainer.result(), manager, folder),
                    () -> TinyModels.writeVae(options.out, trainer.result(), manager, clips));
        }
        print.printf("Wrote %s%n", options.out.toAbsolutePath());
        return 0;
    }
}
