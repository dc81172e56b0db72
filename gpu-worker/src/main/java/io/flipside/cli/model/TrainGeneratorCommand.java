package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.tensor.TorchDevice;
import io.flipside.train.ClipSource;
import io.flipside.train.GeneratorTrainer;
import io.flipside.train.TinyModels;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside train generator}. */
@Command(
        name = "generator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the image-to-video transformer and its image tower by flow matching on a trained VAE's latents.",
        },
        footer = {
            "",
            "Examples:",
            "  flipside train generator --vae vae --out generator",
            "  flipside train generator --vae vae --clips CLIPS --out generator"
        })
final class TrainGeneratorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions(2000, 48, new Rate(1e-3, 100));

    @Option(names = "--vae", required = true, paramLabel = "DIR", description = "Folder of the trained VAE.")
    private Path vae = Path.of("");

    @Option(
            names = "--looks",
            defaultValue = "2048",
            description = "Different first frames, of Shape-Moving each in four directions. Default: ${DEFAULT-VALUE}.")
    private int looks;

    @Mixin
    private ClipOptions own = new ClipOptions();

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        TrainingSettings settings = options.settings(0);
        try (NDManager manager = TorchDevice.CPU.manager()) {
            ClipSource clips = own.source(options.dataSeed);
            GeneratorTrainer trainer =
                    new GeneratorTrainer(manager, settings, TinyModels.openVae(vae, manager), clips, looks, done -> {
                        if (done % 256 == 0) {
                            print.printf("encoded %d of %d looks%n", done, looks);
                            print.flush();
                        }
                    });
            options.run(trainer, settings, manager, print);
            TinyModels.writeGenerator(options.out, vae, trainer, manager, options.seed);
        }
        print.printf("Wrote %s%n", options.out.toAbsolutePath());
        print.println("Give it its limits next: flipside measure domain --generator " + options.out + " --write");
        return 0;
    }
}
