package io.flipside.cli.model;

import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.cli.Home;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.Models;
import io.flipside.method.MethodSettings;
import io.flipside.search.BttfState;
import io.flipside.steps.Plans;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code flipside measure updates}: time and peak memory of updates at one number of denoising steps. A process measures
 * one point, because its peak memory never falls again.
 */
@Command(
        name = "updates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times updates at one number of denoising steps, and prints the process's peak memory and a checksum of the "
                    + "gradient's effect.",
            "Run it once for each point of the table."
        },
        footer = {"", "Example:", "  for n in 1 5 15; do flipside measure updates --steps $n --recompute; done"})
final class MeasureUpdatesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--steps", defaultValue = "1", description = "Denoising steps. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--updates", defaultValue = "10", description = "Timed updates. Default: ${DEFAULT-VALUE}.")
    private int updates;

    @Option(names = "--warm-up", defaultValue = "3", description = "Updates before. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--recompute", description = "Compute parts of the graph again instead of keeping them.")
    private boolean recompute;

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() {
        AuditPlan plan =
                Presets.of(Presets.DEFAULT).with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(warmUp + updates, steps));
        MethodSettings settings = Plans.settings(plan, 1, recompute ? 0 : Long.MAX_VALUE);
        ComputeSettings how = compute.settings();
        try (PeakMemory peak = new PeakMemory();
                Models models = Models.open(
                        Home.classifier(classifier),
                        Home.generator(generator),
                        Optional.empty(),
                        how.device(),
                        how.generator())) {
            TimedUpdates timed =
                    TimedUpdates.of(models, settings, new TimedUpdates.Count(steps, warmUp, updates), System::nanoTime);
            PrintWriter print = spec.commandLine().getOut();
            print.printf(
                    Locale.ROOT,
                    "n=%-3d %-8s %-10s %8.1f ms an update  peak %5d MB, of it anonymous %5d MB  state %08x%n",
                    steps,
                    how.generator().holding().name().toLowerCase(Locale.ROOT),
                    recompute ? "recomputed" : "kept",
                    1000 * timed.seconds(),
                    peak.resident(),
                    peak.anonymous(),
                    BttfState.of(timed.state()).latent().hashCode());
        }
        return 0;
    }
}
