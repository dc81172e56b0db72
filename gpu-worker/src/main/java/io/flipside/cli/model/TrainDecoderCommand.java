package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.cli.Home;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorProfile;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.TorchDevice;
import io.flipside.train.DecoderTrainer;
import io.flipside.train.TinyModels;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside train decoder}. */
@Command(
        name = "decoder",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the decoder of a generator's VAE on what the generator itself draws of Shape-Moving, so that what moves",
            "stays the thing of the first frame. Encoder, transformer and the scale of latents stay as they are.",
        },
        footer = {"", "Example:", "  flipside train decoder --generator generator --out vae"})
final class TrainDecoderCommand implements Callable<Integer> {
    /** Extra weight of pixels near the shape. */
    private static final double FOREGROUND = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions(1200, 2, new Rate(1e-3, 20));

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        TrainingSettings settings = options.settings(FOREGROUND);
        Path folder = Home.generator(generator);
        ShapeMovingProfile clips = profile(GeneratorFolder.profile(folder));
        try (NDManager manager = TorchDevice.CPU.manager()) {
            DecoderTrainer trainer = new DecoderTrainer(manager, settings, folder, clips);
            options.run(trainer, settings, manager, print);
            TinyModels.writeVae(options.out, trainer.autoencoder(), manager, folder.resolve("vae"));
        }
        print.printf("Wrote %s%n", options.out.toAbsolutePath());
        print.println("Put it into a copy of the generator's folder, as vae, and give that its limits: flipside measure"
                + " domain --generator COPY --write");
        return 0;
    }

    private ShapeMovingProfile profile(GeneratorProfile made) {
        return Arrays.stream(ShapeMovingProfile.values())
                .filter(known -> known.frameCount() == made.frames() && known.side() == made.side())
                .findFirst()
                .orElseThrow(() -> new UserError("generator '" + generator + "' makes clips of " + made.frames()
                        + " frames of " + made.side() + " x " + made.side() + ". Its decoder can be trained on"
                        + " Shape-Moving alone, which has 17 of 64 x 64 or 65 of 224 x 224."));
    }
}
