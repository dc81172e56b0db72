package io.flipside.cli.model;

import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.cli.Home;
import io.flipside.cost.StageForecast;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.Models;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.GeneratorFolder;
import io.flipside.method.MethodSettings;
import io.flipside.method.SearchForecast;
import io.flipside.search.BttfState;
import io.flipside.search.GradientMemory;
import io.flipside.steps.Plans;
import java.io.PrintWriter;
import java.util.List;
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
            "Run it once for each point of the table. Graphs are kept whole unless --recompute or --graph-budget says "
                    + "otherwise; the line says what was computed again."
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

    @Option(
            names = "--recompute",
            description = "Compute all parts of the graph again instead of keeping them; the same as --graph-budget 0.")
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
        ComputeSettings how = compute.settings();
        MethodSettings settings = Plans.settings(plan, 1, budget());
        String again = again(settings, how);
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
                    again,
                    1000 * timed.seconds(),
                    peak.resident(),
                    peak.anonymous(),
                    BttfState.of(timed.state()).latent().hashCode());
        }
        return 0;
    }

    private long budget() {
        if (recompute && compute.graphBudget().filter(bytes -> bytes != 0).isPresent()) {
            throw new UserError(
                    "--recompute is --graph-budget 0, and another --graph-budget is given. Leave one of them out.");
        }
        return recompute ? 0 : compute.graphBudget().orElse(Long.MAX_VALUE);
    }

    /** What an update of the last stage computes again, for the line. */
    private String again(MethodSettings settings, ComputeSettings how) {
        GeneratorCosts costs = GeneratorFolder.costs(Home.generator(generator), how.generator());
        ClassifierCosts ofClassifier = ClassifierFolder.costs(Home.classifier(classifier), costs.clip());
        List<StageForecast> stages =
                SearchForecast.of(costs, ofClassifier, settings).stages();
        return again(stages.get(stages.size() - 1).recomputed());
    }

    /** Parts as the search names them, in words. */
    static String again(List<String> parts) {
        return parts.isEmpty()
                ? "kept"
                : parts.size() == GradientMemory.RECOMPUTE.recomputed().size()
                        ? "recomputed"
                        : "recomputed: " + String.join(", ", parts);
    }
}
