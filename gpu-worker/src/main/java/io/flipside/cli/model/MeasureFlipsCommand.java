package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.cli.SearchOptions;
import io.flipside.clip.Clip;
import io.flipside.explain.ExplainProgress;
import io.flipside.explain.Explainer;
import io.flipside.explain.Explanation;
import io.flipside.explain.Models;
import io.flipside.explain.ResultFolder;
import io.flipside.explain.Verdict;
import io.flipside.method.UpdateReport;
import io.flipside.shapes.Direction;
import io.flipside.shapes.SemanticFlip;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.steps.Plans;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code flipside measure flips}: how often the verdict flips, and how often the shape really moves the target way, which
 * is measured on the written file without the classifier.
 */
@Command(
        name = "flips",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Explains test clips with random other targets and prints one line a clip and a summary.",
            "semantic: the shape's centroid moves at least 5 pixels the target way in the written file."
        })
final class MeasureFlipsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--clips", defaultValue = "100", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--skip", defaultValue = "0", description = "How many test clips to pass over first.")
    private int skip;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "INDEX",
            description = "Of those, only the clips with these indices.")
    private Set<Long> only = Set.of();

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the written clips go: new.")
    private Path out = Path.of("");

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private MemoryOptions memory = new MemoryOptions();

    private record Row(boolean flipped, boolean semantic, boolean correct, Explanation explanation) {}

    private static final ExplainProgress SILENT = new ExplainProgress() {
        @Override
        public void step(String name) {}

        @Override
        public void update(UpdateReport report, int done, int most) {}
    };

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                "%-6s %-9s %-6s %-6s %-7s %-8s %-8s %-8s %-7s %-7s %s%n",
                "index",
                "way",
                "target",
                "flip",
                "moves",
                "columns",
                "rows",
                "1st SSIM",
                "updates",
                "seconds",
                "by stage");
        try (ResultFolder folder = ResultFolder.create(out);
                Models models = Models.open(Home.classifier(classifier), Home.generator(generator), Optional.empty())) {
            List<Row> rows = ShapeMovingSplit.TEST
                    .indices(DemoCommand.DATA_SEED)
                    .skip(skip)
                    .limit(clips)
                    .filter(index -> only.isEmpty() || only.contains(index))
                    .mapToObj(index -> one(models, index, folder.work(), print))
                    .toList();
            folder.publish();
            summary(rows, print);
        }
        return 0;
    }

    private Row one(Models models, long index, Path folder, PrintWriter print) {
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, index);
        Direction[] others =
                Stream.of(Direction.values()).filter(d -> d != clip.direction()).toArray(Direction[]::new);
        Direction target = others[new SplittableRandom(search.seed() + index).nextInt(others.length)];
        Explanation e = new Explainer(models, InstantSource.system())
                .explain(
                        new Clip(clip.frames(), clip.profile().framesPerSecond()),
                        target.className(),
                        Plans.settings(search.plan(), search.seed(), memory.bytes()),
                        search.seed() + index,
                        folder.resolve("clip-" + index),
                        SILENT);
        boolean flipped = e.verdict() instanceof Verdict.Flipped;
        SemanticFlip moved = SemanticFlip.measure(e.counterfactual().frames(), target);
        print.printf(
                Locale.ROOT,
                "%-6d %-9s %-6s %-6s %-7s %-8.1f %-8.1f %-8.3f %-7d %-7.1f %s%n",
                index,
                clip.direction().className(),
                target.className(),
                flipped ? "yes" : "no",
                moved.moves() ? "yes" : "no",
                moved.columns(),
                moved.rows(),
                e.firstFrameSsim(),
                e.updates().size(),
                e.searchSeconds(),
                e.updates().stream()
                        .collect(Collectors.groupingBy(UpdateReport::stage, TreeMap::new, Collectors.counting()))
                        .values());
        print.flush();
        boolean correct = e.before().label().equals(clip.direction().className());
        return new Row(flipped, moved.moves(), correct, e);
    }

    private static void summary(List<Row> rows, PrintWriter print) {
        double n = rows.size();
        print.printf(Locale.ROOT, "%nclips                     %d%n", rows.size());
        print.printf(
                Locale.ROOT,
                "classifier right before   %.3f%n",
                rows.stream().filter(Row::correct).count() / n);
        print.printf(
                Locale.ROOT,
                "flip rate                 %.3f%n",
                rows.stream().filter(Row::flipped).count() / n);
        print.printf(
                Locale.ROOT,
                "semantic flip rate        %.3f%n",
                rows.stream().filter(Row::semantic).count() / n);
        print.printf(
                Locale.ROOT,
                "first frame SSIM, mean    %.3f%n",
                rows.stream()
                        .mapToDouble(r -> r.explanation().firstFrameSsim())
                        .average()
                        .orElse(0));
        print.printf(
                Locale.ROOT,
                "first frame SSIM, worst   %.3f%n",
                rows.stream()
                        .mapToDouble(r -> r.explanation().firstFrameSsim())
                        .min()
                        .orElse(0));
        print.printf(
                Locale.ROOT,
                "updates, mean             %.1f%n",
                rows.stream()
                        .mapToInt(r -> r.explanation().updates().size())
                        .average()
                        .orElse(0));
        print.printf(
                Locale.ROOT,
                "seconds a clip, mean      %.1f%n",
                rows.stream()
                        .mapToDouble(r -> r.explanation().searchSeconds())
                        .average()
                        .orElse(0));
    }
}
