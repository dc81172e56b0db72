package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.tensor.TorchDevice;
import io.flipside.train.ClassifierTrainer;
import io.flipside.train.TinyModels;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flipside train classifier}. */
@Command(
        name = "classifier",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a small Video Swin: to name the direction of a moving shape, or the label of your own clips.",
        },
        footer = {
            "",
            "Examples:",
            "  flipside train classifier --out classifier",
            "  flipside train classifier --clips CLIPS --labels labels.csv --out classifier"
        })
final class TrainClassifierCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions(2000, 16, new Rate(1e-3, 200));

    @Mixin
    private ClipOptions own = new ClipOptions();

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        TrainingSettings settings = options.settings(0);
        try (NDManager manager = TorchDevice.CPU.manager()) {
            ClassifierTrainer trainer = new ClassifierTrainer(manager, settings, own.labelled(options.dataSeed));
            options.run(trainer, settings, manager, print);
            TinyModels.writeClassifier(options.out, trainer, manager);
        }
        print.printf("Wrote %s%n", options.out.toAbsolutePath());
        return 0;
    }
}
