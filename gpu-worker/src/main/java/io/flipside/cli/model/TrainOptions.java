package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.train.Trainer;
import io.flipside.train.TrainingSession;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import io.flipside.train.TrainingSettings.Seeds;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What every training command takes, and how it tells its progress. */
final class TrainOptions {
    private static final int SAY_EVERY = 25;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the trained network.")
    Path out = Path.of("");

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of weights and noise. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--data-seed",
            defaultValue = "7",
            paramLabel = "N",
            description = "Seed of the clips; the same for all three networks. Default: ${DEFAULT-VALUE}.")
    long dataSeed;

    @Option(
            names = "--save-every",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How much work a kill may cost. Default: ${DEFAULT-VALUE}.")
    int saveEvery;

    @Option(
            names = "--stop-after",
            defaultValue = "9223372036854775807",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            paramLabel = "N",
            description = "Stop after N updates of the same schedule; a later run without it goes on.")
    long stopAfter;

    @Option(names = "--steps", description = "Updates. Default: ${DEFAULT-VALUE}.")
    private long steps;

    @Option(names = "--batch", description = "Clips an update. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--learning-rate", description = "Peak rate. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Updates up to the peak rate. Default: ${DEFAULT-VALUE}.")
    private long warmup;

    /** What holds where one says nothing. */
    TrainOptions(long steps, int batch, Rate rate) {
        this.steps = steps;
        this.batch = batch;
        this.learningRate = rate.peak();
        this.warmup = rate.warmup();
    }

    /** @param foreground extra weight of pixels near the shape */
    TrainingSettings settings(double foreground) {
        return new TrainingSettings(
                new Seeds(seed, dataSeed), steps, batch, new Rate(learningRate, warmup), foreground);
    }

    void run(Trainer trainer, TrainingSettings settings, NDManager manager, PrintWriter print) {
        InstantSource clock = InstantSource.system();
        long start = clock.millis();
        AtomicLong first = new AtomicLong(-1);
        new TrainingSession(out, Duration.ofSeconds(saveEvery), clock)
                .run(trainer, settings, stopAfter, manager, (step, figures) -> {
                    // a resumed run begins at a step that is known only now
                    first.compareAndSet(-1, step - 1);
                    if (step % SAY_EVERY == 0 || step == 1) {
                        long seconds = (clock.millis() - start) / 1000;
                        long left = seconds * (settings.steps() - step) / (step - first.get());
                        print.printf(
                                Locale.ROOT,
                                "step %d of %d  %s  about %d:%02d left%n",
                                step,
                                settings.steps(),
                                say(figures),
                                left / 60,
                                left % 60);
                        print.flush();
                    }
                });
    }

    private static String say(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue()))
                .collect(Collectors.joining("  "));
    }
}
