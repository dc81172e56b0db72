package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.cli.Home;
import io.flipside.findings.CounterfactualPair;
import io.flipside.findings.Findings;
import io.flipside.findings.FindingsBuilder;
import io.flipside.learned.FindingsFiles;
import io.flipside.shapes.Confounder;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.tensor.TorchDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure shortcuts}: whether findings name what a classifier of planted clips goes by. */
@Command(
        name = "shortcuts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks a classifier of Shape-Moving by what it recognises its classes. A counterfactual is the nearest clip that is",
            "called the target class (the fewest of motion and cue changed, then the least difference), among all directions of the",
            "same scene with each cue of render --confounder and without.",
            "They are drawn, not searched: no generator takes part."
        },
        footer = {
            "",
            "Example:",
            "  flipside render cued --count 600 --part train --confounder corner",
            "  flipside train classifier --clips cued --labels cued/clips.csv --steps 400 --out reads-corners",
            "  flipside measure shortcuts --classifier reads-corners --confounder corner --out corners"
        })
final class MeasureShortcutsCommand implements Callable<Integer> {
    private static final long DRAWS = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(
            names = "--confounder",
            paramLabel = "KIND",
            description = "The clips of one class carry it: brightness, flicker, corner or retreat. Default: none.")
    private Optional<Confounder> confounder = Optional.empty();

    @Option(
            names = "--carried-by",
            paramLabel = "CLASS",
            defaultValue = "RIGHT",
            description = "That class. Default: ${DEFAULT-VALUE}.")
    private Direction carrier = Direction.RIGHT;

    @Option(names = "--clips", defaultValue = "60", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int clips = 60;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the findings go.")
    private Path out = Path.of("");

    private final Map<String, Map<String, Integer>> chosen = new TreeMap<>();
    private final Map<String, Integer> calledCarrier = new TreeMap<>();
    private int right;
    private int notCarriers;

    @Override
    public Integer call() {
        if (clips < 1) {
            throw new UserError("--clips is " + clips + "; it must be 1 or more.");
        }
        PrintWriter print = spec.commandLine().getOut();
        FindingsBuilder builder = new FindingsBuilder();
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VideoClassifier opened = ClassifierFolder.open(Home.classifier(classifier), manager);
            if (!new HashSet<>(opened.classes()).equals(new HashSet<>(Direction.classNames()))) {
                throw new UserError("--classifier has the classes " + opened.classes()
                        + ". It must be one of Shape-Moving: up, down, left and right.");
            }
            DrawnCounterfactuals drawn = new DrawnCounterfactuals(opened, manager);
            List<Long> indices = ShapeMovingSplit.TEST
                    .indices(DemoCommand.DATA_SEED)
                    .limit(clips)
                    .boxed()
                    .toList();
            for (int i = 0; i < indices.size(); i++) {
                ShapeMovingClip scene =
                        ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, indices.get(i));
                one(scene, indices.get(i), i, drawn.of(scene), builder);
            }
        }
        Findings findings = builder.build(DRAWS);
        FindingsFiles.write(out, findings, clips - builder.pairs());
        tables(print);
        FindingsText.print(findings, clips - builder.pairs(), print);
        return 0;
    }

    private void one(
            ShapeMovingClip scene,
            long index,
            int number,
            List<DrawnCounterfactuals.Candidate> candidates,
            FindingsBuilder builder) {
        Direction own = scene.direction();
        Optional<Confounder> cue = confounder.filter(kind -> own == carrier);
        DrawnCounterfactuals.Candidate original = DrawnCounterfactuals.shown(candidates, own, cue);
        right += original.called().equals(own.className()) ? 1 : 0;
        if (own != carrier) {
            notCarriers++;
            DrawnCounterfactuals.cues()
                    .map(other -> DrawnCounterfactuals.shown(candidates, own, other))
                    .filter(candidate -> candidate.called().equals(carrier.className()))
                    .forEach(candidate -> calledCarrier.merge(candidate.cueLabel(), 1, Integer::sum));
        }
        Direction[] all = Direction.values();
        Direction target = all[(own.ordinal() + 1 + number % (all.length - 1)) % all.length];
        if (original.called().equals(target.className())) {
            return;
        }
        DrawnCounterfactuals.nearest(candidates, original, target.className()).ifPresent(found -> {
            chosen.computeIfAbsent(target.className(), key -> new TreeMap<>())
                    .merge(
                            (found.direction() == own
                                            ? "as before"
                                            : found.direction().className()) + ", " + found.cueLabel(),
                            1,
                            Integer::sum);
            builder.add(new CounterfactualPair(
                    "clip-" + index, original.called(), target.className(), original.frames(), found.frames()));
        });
    }

    private void tables(PrintWriter print) {
        print.printf(Locale.ROOT, "classifier right on %d of %d%n", right, clips);
        print.printf("%d clips of other classes, called '%s' with the cue%n", notCarriers, carrier.className());
        DrawnCounterfactuals.cues()
                .map(cue -> cue.map(Confounder::label).orElse("none"))
                .forEach(cue -> print.printf("  %-12s %d%n", cue, calledCarrier.getOrDefault(cue, 0)));
        print.println("counterfactuals by motion and cue");
        chosen.forEach((target, kinds) -> print.printf("  %-8s %s%n", target, kinds));
    }
}
