package io.flipside.cli.model;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.cli.Home;
import io.flipside.cli.SearchOptions;
import io.flipside.explain.ResultFolder;
import io.flipside.library.LibraryMetricWeights;
import io.flipside.local.GivenModels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
            "semantic: the shape's centroid moves at least 5 pixels the target way in the written file; with --changed that",
            "of what stands out of the background.",
            "object: area within 25 %, mean colour within 10 % and outline within 10 % of the first frame's, in every frame."
        })
final class MeasureFlipsCommand implements Callable<Integer> {
    private static final String ALL = "all";

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

    @Option(names = "--adapter", paramLabel = "ADAPTER", description = "LoRA adapter of the generator: name or file.")
    private Optional<Path> adapter = Optional.empty();

    @Option(
            names = "--changed",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Draw the clips otherwise: grey-stars, ... (as render does), or all of them: all. Several are "
                            + "audited one after another.")
    private List<String> changed = List.of();

    @Option(names = "--anyway", description = "Go on with clips that the generator does not know.")
    private boolean anyway;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the written clips go: new.")
    private Path out = Path.of("");

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        GivenModels shelf = new GivenModels(
                Home.classifier(classifier), Home.generator(generator), new LibraryMetricWeights(Home.library()));
        try (ResultFolder folder = ResultFolder.create(out)) {
            for (Optional<String> kind : kinds()) {
                kind.ifPresent(label -> print.printf("%s%n", label));
                outcomes.clear();
                List<MeasuredAudit> rows = rows(shelf, kind, folder.work(), print);
                print.printf("%noutcomes                  %s%n", outcomes);
                if (!rows.isEmpty()) {
                    summary(rows, print);
                }
                print.flush();
            }
            folder.publish();
        }
        return 0;
    }

    private List<Optional<String>> kinds() {
        List<String> labels = changed.equals(List.of(ALL)) ? ChangedOption.labels() : changed;
        labels.forEach(label -> ChangedOption.drawing(Optional.of(label)));
        return labels.isEmpty()
                ? List.of(Optional.empty())
                : labels.stream().map(Optional::of).toList();
    }

    private List<MeasuredAudit> rows(GivenModels shelf, Optional<String> kind, Path folder, PrintWriter print) {
        print.printf(
                "%-6s %-9s %-6s %-6s %-7s %-6s %-8s %-8s %-8s %-7s %-7s %s%n",
                "index",
                "way",
                "target",
                "flip",
                "moves",
                "object",
                "columns",
                "rows",
                "1st SSIM",
                "updates",
                "seconds",
                "by stage");
        try (TestClipAudits audits =
                new TestClipAudits(shelf, adapter.map(Home::adapter), kind, Optional.empty(), compute.settings())) {
            return TestClip.all(search.seed())
                    .skip(skip)
                    .limit(clips)
                    .filter(clip -> only.isEmpty() || only.contains(clip.index()))
                    .map(clip -> one(audits, kind.map(label -> label + "-").orElse(""), clip, folder, print))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Empty if the audit was refused. */
    private Optional<MeasuredAudit> one(
            TestClipAudits audits, String before, TestClip clip, Path folder, PrintWriter print) {
        AuditPlan plan = anyway ? search.plan().with(search.plan().policies().goingOnAnyway()) : search.plan();
        TestClipAudits.Outcome outcome = audits.run(before + "clip", clip, plan, search.seed() + clip.index(), folder);
        outcomes.merge(said(outcome.outcome()), 1, Integer::sum);
        String way = clip.drawn().direction().className();
        outcome.measured()
                .ifPresentOrElse(
                        row -> print.printf(
                                Locale.ROOT,
                                "%-6d %-9s %-6s %-6s %-7s %-6s %-8.1f %-8.1f %-8.3f %-7d %-7.1f %s%n",
                                clip.index(),
                                way,
                                clip.target().className(),
                                row.valid() ? "yes" : "no",
                                row.moved().moves() ? "yes" : "no",
                                row.object().isKept() ? "kept" : "other",
                                row.moved().columns(),
                                row.moved().rows(),
                                row.firstFrame(),
                                row.updates(),
                                row.seconds(),
                                row.logs().stream()
                                        .map(log -> log.updates().size())
                                        .toList()),
                        () -> print.printf(
                                "%-6d %-9s %-6s %s%n",
                                clip.index(), way, clip.target().className(), said(outcome.outcome())));
        print.flush();
        return outcome.measured();
    }

    /** In a word, with the reason in another. */
    private static String said(AuditOutcome outcome) {
        return outcome.verdict().word()
                + outcome.why().map(reason -> " " + reason.code()).orElse("");
    }

    private static void summary(List<MeasuredAudit> rows, PrintWriter print) {
        double n = rows.size();
        print.printf(Locale.ROOT, "clips                     %d%n", rows.size());
        print.printf(
                Locale.ROOT,
                "classifier right before   %.3f%n",
                rows.stream().filter(MeasuredAudit::correct).count() / n);
        print.printf(
                Locale.ROOT,
                "flip rate                 %.3f%n",
                rows.stream().filter(MeasuredAudit::valid).count() / n);
        print.printf(
                Locale.ROOT,
                "semantic flip rate        %.3f%n",
                rows.stream().filter(row -> row.moved().moves()).count() / n);
        print.printf(
                Locale.ROOT,
                "same object               %.3f%n",
                rows.stream().filter(row -> row.object().isKept()).count() / n);
        print.printf(
                Locale.ROOT,
                "first frame SSIM, mean    %.3f%n",
                rows.stream().mapToDouble(MeasuredAudit::firstFrame).average().orElse(0));
        print.printf(
                Locale.ROOT,
                "first frame SSIM, worst   %.3f%n",
                rows.stream().mapToDouble(MeasuredAudit::firstFrame).min().orElse(0));
        print.printf(
                Locale.ROOT,
                "updates, mean             %.1f%n",
                rows.stream().mapToInt(MeasuredAudit::updates).average().orElse(0));
        print.printf(
                Locale.ROOT,
                "seconds a clip, mean      %.1f%n",
                rows.stream().mapToDouble(MeasuredAudit::seconds).average().orElse(0));
    }
}
