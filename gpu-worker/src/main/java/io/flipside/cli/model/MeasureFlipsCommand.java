package io.flipside.cli.model;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.Evaluation;
import io.flipside.cli.Home;
import io.flipside.cli.SearchOptions;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.clip.ClipWriter;
import io.flipside.domain.SameObject;
import io.flipside.explain.ExplainProgress;
import io.flipside.explain.Rendered;
import io.flipside.explain.ResultFolder;
import io.flipside.file.ScratchFolder;
import io.flipside.frames.RgbFrames;
import io.flipside.local.GivenModels;
import io.flipside.local.LocalAudits;
import io.flipside.metric.SsimMetric;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.SearchProgress;
import io.flipside.record.StageLog;
import io.flipside.record.StageLogs;
import io.flipside.shapes.CentroidTracker;
import io.flipside.shapes.ContrastTracker;
import io.flipside.shapes.Direction;
import io.flipside.shapes.SemanticFlip;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.steps.WorkerParts;
import io.flipside.store.FolderStore;
import io.flipside.store.MediaType;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
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
            "semantic: the shape's centroid moves at least 5 pixels the target way in the written file; with --changed that",
            "of what stands out of the background.",
            "object: area within 25 %, mean colour within 10 % and outline within 15 % of the first frame's, in every frame."
        })
final class MeasureFlipsCommand implements Callable<Integer> {
    private static final long MOST_RECORD_BYTES = 4 << 20;

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
            paramLabel = "KIND",
            description = "Draw the clips otherwise: grey-stars, ... (as render does).")
    private Optional<String> changed = Optional.empty();

    @Option(names = "--anyway", description = "Go on with clips that the generator does not know.")
    private boolean anyway;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the written clips go: new.")
    private Path out = Path.of("");

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    private record Row(
            boolean flipped,
            boolean semantic,
            SameObject object,
            boolean correct,
            Evaluation evaluation,
            List<StageLog> logs) {
        int updates() {
            return logs.stream().mapToInt(log -> log.updates().size()).sum();
        }

        double firstFrame() {
            return evaluation.figure(SsimMetric.FIRST_FRAME).orElse(Double.NaN);
        }

        double seconds() {
            return logs.stream().mapToDouble(StageLog::seconds).sum();
        }
    }

    private static final ExplainProgress SILENT = new ExplainProgress() {
        @Override
        public void step(String name) {}

        @Override
        public void update(SearchProgress update, int done, int most) {}
    };

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
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
        GivenModels shelf = new GivenModels(Home.classifier(classifier), Home.generator(generator));
        try (ResultFolder folder = ResultFolder.create(out);
                ScratchFolder scratch = ScratchFolder.create("flips")) {
            WorkerParts parts = new WorkerParts(
                    new FolderStore(scratch.path().resolve("store")),
                    shelf,
                    scratch.path().resolve("cache"),
                    InstantSource.system(),
                    compute.settings());
            try (LocalAudits audits = new LocalAudits(parts)) {
                List<Row> rows = ShapeMovingSplit.TEST
                        .indices(DemoCommand.DATA_SEED)
                        .skip(skip)
                        .limit(clips)
                        .filter(index -> only.isEmpty() || only.contains(index))
                        .mapToObj(index -> one(audits, parts, index, folder.work(), print))
                        .flatMap(Optional::stream)
                        .toList();
                folder.publish();
                summary(rows, print);
            }
        }
        return 0;
    }

    /** Empty if the audit was refused. */
    private Optional<Row> one(LocalAudits audits, WorkerParts parts, long index, Path folder, PrintWriter print) {
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, index);
        Direction[] others =
                Stream.of(Direction.values()).filter(d -> d != clip.direction()).toArray(Direction[]::new);
        Direction target = others[new SplittableRandom(search.seed() + index).nextInt(others.length)];
        String id = "clip-" + index;
        AuditOutcome outcome = audits.run(id, request(parts, clip, target, index), SILENT);
        if (outcome.judged().isEmpty()) {
            print.printf("%-6d %-9s %-6s %s%n", index, clip.direction().className(), target.className(), outcome);
            return Optional.empty();
        }
        Evaluation evaluation = outcome.judged().get();
        Path written = parts.store()
                .fetch(parts.store().stat(AuditKeys.file(id, Rendered.EVIDENCE)).orElseThrow(), folder);
        RgbFrames frames = ClipReader.read(written, ClipLimits.DEFAULT).frames();
        SemanticFlip moved = SemanticFlip.measure(
                frames,
                target,
                changed.isPresent() ? ContrastTracker.DEFAULT : CentroidTracker.DEFAULT);
        String before = parts.store()
                .find(outcome.record().orElseThrow().key(), MOST_RECORD_BYTES)
                .map(AuditRecords::read)
                .flatMap(AuditRecord::admission)
                .orElseThrow()
                .prediction();
        Row row = new Row(
                evaluation.shortcoming().isEmpty(),
                moved.moves(),
                SameObject.measure(ChangedOption.drawing(changed).apply(clip), frames),
                before.equals(clip.direction().className()),
                evaluation,
                StageLogs.of(parts.store(), id));
        print.printf(
                Locale.ROOT,
                "%-6d %-9s %-6s %-6s %-7s %-6s %-8.1f %-8.1f %-8.3f %-7d %-7.1f %s%n",
                index,
                clip.direction().className(),
                target.className(),
                row.flipped() ? "yes" : "no",
                moved.moves() ? "yes" : "no",
                row.object().isKept() ? "kept" : "other",
                moved.columns(),
                moved.rows(),
                row.firstFrame(),
                row.updates(),
                row.seconds(),
                row.logs().stream().map(log -> log.updates().size()).toList());
        print.flush();
        return Optional.of(row);
    }

    private AuditRequest request(WorkerParts parts, ShapeMovingClip clip, Direction target, long index) {
        return ScratchFolder.using(folder -> {
            Path file = folder.resolve("clip.mkv");
            ClipWriter.writeEvidence(
                    new Clip(
                            ChangedOption.drawing(changed).apply(clip),
                            clip.profile().framesPerSecond()),
                    file);
            GivenModels models = (GivenModels) parts.shelf();
            return new AuditRequest(
                    parts.store().put("inputs/clip-" + index + ".mkv", file, "video/x-matroska"),
                    models.classifierName(),
                    models.generatorName(),
                    adapter.map(Home::adapter).map(lora -> parts.store()
                            .put("inputs/adapter.safetensors", lora, MediaType.ofName("adapter.safetensors"))),
                    target.className(),
                    anyway ? search.plan().with(search.plan().policies().goingOnAnyway()) : search.plan(),
                    search.seed() + index,
                    Optional.empty());
        });
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
                "same object               %.3f%n",
                rows.stream().filter(row -> row.object().isKept()).count() / n);
        print.printf(
                Locale.ROOT,
                "first frame SSIM, mean    %.3f%n",
                rows.stream().mapToDouble(Row::firstFrame).average().orElse(0));
        print.printf(
                Locale.ROOT,
                "first frame SSIM, worst   %.3f%n",
                rows.stream().mapToDouble(Row::firstFrame).min().orElse(0));
        print.printf(
                Locale.ROOT,
                "updates, mean             %.1f%n",
                rows.stream().mapToInt(Row::updates).average().orElse(0));
        print.printf(
                Locale.ROOT,
                "seconds a clip, mean      %.1f%n",
                rows.stream().mapToDouble(Row::seconds).average().orElse(0));
    }
}
