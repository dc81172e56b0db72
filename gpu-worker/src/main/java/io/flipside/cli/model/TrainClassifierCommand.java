package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.VideoSwinConfig;
import io.flipside.cli.Home;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.TorchDevice;
import io.flipside.train.Adversary;
import io.flipside.train.ClassifierPlan;
import io.flipside.train.ClassifierTrainer;
import io.flipside.train.TinyModels;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside train classifier}. */
@Command(
        name = "classifier",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a small video classifier: to name the direction of a moving shape, or the label of your own clips.",
            "training.json beside its weights says how it came to be."
        },
        footer = {
            "",
            "Examples:",
            "  flipside train classifier --out classifier",
            "  flipside train classifier --clips CLIPS --labels labels.csv --out classifier",
            "  flipside train classifier --architecture r2plus1d --out another",
            "  flipside train classifier --adversarial l2:40:2 --clean-updates 450 --steps 900 --out robust",
            "  flipside train classifier --clips CLIPS --labels labels.csv --from tiny --steps 300 --warmup 30 --out further"
        })
final class TrainClassifierCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions(2000, 16, new Rate(1e-3, 200));

    @Mixin
    private ClipOptions own = new ClipOptions();

    @Option(
            names = "--architecture",
            defaultValue = VideoSwinConfig.NAME,
            paramLabel = "NAME",
            description = "Of the network: video-swin or r2plus1d. Default: ${DEFAULT-VALUE}.")
    private String architecture = VideoSwinConfig.NAME;

    @Option(
            names = "--adversarial",
            defaultValue = "none",
            paramLabel = "HOW",
            description = {
                "Adversarial training: clips are attacked before the network learns from them.",
                "l2:EPSILON[:STEPS] or linf:EPSILON[:STEPS]: projected gradient descent, 2 steps unless said; an l2",
                "epsilon is meant for 16 frames of 512x512 pixels in [0, 1] and scaled to the clip, as for --method pgd.",
                "growing: as the shipped 'tiny' was trained. none: nobody attacks. Default: ${DEFAULT-VALUE}."
            })
    private String adversarial = "none";

    @Option(
            names = "--clean-updates",
            defaultValue = "450",
            paramLabel = "N",
            description = "So many updates before l2 or linf attacks begin. Default: ${DEFAULT-VALUE}.")
    private long cleanUpdates = 450;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "Train this classifier further, on clips of its classes, instead of one from scratch.")
    private Optional<String> from = Optional.empty();

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        TrainingSettings settings = options.settings(0);
        ClassifierPlan plan = plan();
        try (NDManager manager = TorchDevice.CPU.manager()) {
            ClassifierTrainer trainer = from.map(Home::classifier)
                    .map(folder -> further(folder, settings, plan, manager))
                    .orElseGet(() -> new ClassifierTrainer(manager, settings, own.labelled(options.dataSeed), plan));
            options.run(trainer, settings, manager, print);
            TinyModels.writeClassifier(options.out, trainer, manager);
        }
        print.printf("Wrote %s%n", options.out.toAbsolutePath());
        return 0;
    }

    private ClassifierPlan plan() {
        if (cleanUpdates < 0) {
            throw new UserError("--clean-updates is " + cleanUpdates + "; it must be 0 or more.");
        }
        Adversary adversary = Adversary.of(adversarial);
        return new ClassifierPlan(architecture, adversary, adversary instanceof Adversary.Descent ? cleanUpdates : 0);
    }

    private ClassifierTrainer further(Path folder, TrainingSettings settings, ClassifierPlan plan, NDManager manager) {
        List<String> classes = JsonConfig.read(folder).texts("classes");
        return ClassifierTrainer.from(manager, settings, own.labelled(options.dataSeed, classes), plan, folder);
    }
}
