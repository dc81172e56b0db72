package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.search.BttfState;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
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
        ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, 0);
        ComputeSettings how = compute.settings();
        try (PeakMemory peak = new PeakMemory();
                Models models = Models.open(
                        Home.classifier(classifier),
                        Home.generator(generator),
                        Optional.empty(),
                        how.device(),
                        how.generator());
                NDManager scope = models.manager().newSubManager()) {
            Clip clip = models.preprocess()
                    .apply(new Clip(drawn.frames(), drawn.profile().framesPerSecond()));
            NDArray pixels = Prediction.toArray(clip, scope);
            try (Search search =
                    SearchMethods.open(new SearchInput(models.generator(), models.classifier(), pixels, 0), settings)) {
                SearchState start = search.start(1);
                SearchState state = new SearchState(steps, 0, start.latents(), start.counters(), Optional.empty());
                for (int i = 0; i < warmUp; i++) {
                    state = search.next(state);
                }
                long before = System.nanoTime();
                for (int i = 0; i < updates; i++) {
                    state = search.next(state);
                }
                double millis = (System.nanoTime() - before) / 1e6 / updates;
                PrintWriter print = spec.commandLine().getOut();
                print.printf(
                        Locale.ROOT,
                        "n=%-3d %-8s %-10s %8.1f ms an update  peak %5d MB, of it anonymous %5d MB  state %08x%n",
                        steps,
                        how.generator().holding().name().toLowerCase(Locale.ROOT),
                        recompute ? "recomputed" : "kept",
                        millis,
                        peak.resident(),
                        peak.anonymous(),
                        BttfState.of(state).latent().hashCode());
            }
        }
        return 0;
    }
}
