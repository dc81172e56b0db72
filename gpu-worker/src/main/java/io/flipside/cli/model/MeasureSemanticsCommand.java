package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.attack.Attack;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Losses;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Presets;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.semantics.FlipFit;
import io.flipside.semantics.FlipModel;
import io.flipside.semantics.FlipSample;
import io.flipside.semantics.RankArea;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.steps.Plans;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure semantics}: what tells semantic flips from adversarial ones, and how well. */
@Command(
        name = "semantics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Flips test clips by the search and by attacks, measures what the verdict's parts measure, and prints how well",
            "these figures tell what moves the target way (by the shape's centroid) from what does not: by each figure",
            "alone, and by a logistic model that has not seen the family of attacks that it is tested on."
        },
        footer = {"", "Example:", "  flipside measure semantics --clips 40 --part validation --write"})
final class MeasureSemanticsCommand implements Callable<Integer> {
    private static final double LOOSE_RATE = 0.5;
    private static final long SEED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--clips", defaultValue = "20", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--skip", defaultValue = "0", description = "How many clips to pass over first.")
    private int skip;

    @Option(
            names = "--part",
            defaultValue = "test",
            paramLabel = "NAME",
            description = "Of which part of the data: train, validation or test. Default: ${DEFAULT-VALUE}.")
    private String part = "test";

    @Option(
            names = "--figures",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Figures that the model looks at; +NAME may only speak for a semantic flip, -NAME only against, NAME either",
                "way; log(NAME) is the logarithm of 1 more. Default: ${DEFAULT-VALUE}."
            },
            defaultValue = "+h264Low,+blur,+halved,+noise,+shifted,+roundTrip,-highFrequencyShare,+flowExplainedShare,"
                    + "+reenactedMargin,-log(objectChange),-log(drawnNoise),-log(drawnFlowError),-drawnJump")
    private List<String> figures = List.of();

    @Option(
            names = "--families",
            split = ",",
            paramLabel = "NAME",
            description = "How to flip them: bttf, bttf-loose or an attack, such as pgd. Default: all.")
    private Set<String> families = Set.of();

    @Option(
            names = "--keep",
            paramLabel = "CSV",
            description = "Write what was measured into this file; it may be there: then more is added.")
    private Optional<Path> keep = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "CSV",
            description = "Take what an earlier run with --keep has measured, and measure nothing.")
    private Optional<Path> from = Optional.empty();

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Option(names = "--write", description = "Write the model into the generator's folder: audits use it from then on.")
    private boolean write;

    @Override
    public Integer call() {
        Path folder = Home.generator(generator);
        List<FlipSample> samples = from.map(FlipTable::read).orElseGet(() -> measured(folder));
        PrintWriter print = spec.commandLine().getOut();
        print.print(table(samples));
        FlipFit fit = new FlipFit(figures);
        FlipModel model = fit.fit(samples);
        print.print(areas(samples, fit, model));
        if (write) {
            model.write(
                    folder,
                    "%d flips of %d %s clips by the search and by attacks".formatted(samples.size(), clips, part));
            print.printf("Written to %s.%n", folder.resolve(FlipModel.FILE));
        }
        print.flush();
        return 0;
    }

    private List<FlipSample> measured(Path folder) {
        List<FlipSample> samples = new ArrayList<>();
        try (Models models = Models.open(Home.classifier(classifier), folder, Optional.empty())) {
            TestClip.all(part(), SEED).skip(skip).limit(clips).forEach(clip -> {
                List<FlipSample> own = one(models, clip);
                keep.ifPresent(file -> FlipTable.add(file, own));
                samples.addAll(own);
            });
        }
        return samples;
    }

    private ShapeMovingSplit part() {
        try {
            return ShapeMovingSplit.valueOf(part.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UserError("--part is '" + part + "'. It must be train, validation or test.", e);
        }
    }

    private List<FlipSample> one(Models models, TestClip asked) {
        Clip clip = models.preprocess()
                .apply(new Clip(asked.drawn().frames(), asked.drawn().profile().framesPerSecond()));
        FlipTrial trial = new FlipTrial(models, clip, asked.target());
        long seed = SEED + asked.index();
        AuditPlan tiny = Presets.of("tiny");
        List<Optional<FlipSample>> flips = new ArrayList<>();
        Map<String, AuditPlan> searches = new LinkedHashMap<>();
        searches.put("bttf", tiny);
        searches.put("bttf-loose", loose(tiny));
        searches.forEach((family, plan) -> {
            if (isAsked(family)) {
                flips.add(trial.searched(family, Plans.settings(plan, seed, Long.MAX_VALUE), seed));
            }
        });
        for (Attack attack : Attack.values()) {
            if (isAsked(attack.label())) {
                flips.add(trial.attacked(attack, seed));
            }
        }
        List<FlipSample> samples = flips.stream().flatMap(Optional::stream).toList();
        PrintWriter progress = spec.commandLine().getErr();
        progress.printf(
                "%-6d %s%n",
                asked.index(),
                samples.stream()
                        .map(flip -> flip.family() + (flip.semantic() ? " moves" : " -"))
                        .toList());
        progress.flush();
        return samples;
    }

    private boolean isAsked(String family) {
        return families.isEmpty() || families.contains(family);
    }

    /** The search without what holds it to the original's colours, by steps too large for the prior of its noise. */
    private static AuditPlan loose(AuditPlan plan) {
        Optimiser given = plan.optimiser().orElseThrow();
        return plan.with(new Optimiser(
                        LOOSE_RATE,
                        given.beta1(),
                        given.beta2(),
                        given.epsilon(),
                        given.weightDecay(),
                        Optional.empty()))
                .with(new Losses(0, Optional.empty()));
    }

    private static String table(List<FlipSample> samples) {
        Map<String, List<FlipSample>> families = new TreeMap<>();
        samples.forEach(sample -> families.computeIfAbsent(sample.family(), name -> new ArrayList<>())
                .add(sample));
        StringBuilder table = new StringBuilder();
        List<String> names = List.copyOf(samples.get(0).figures().keySet());
        table.append("| family | flips | move | ")
                .append(String.join(" | ", names))
                .append(" |\n|---|---|---|");
        table.append("---|".repeat(names.size())).append('\n');
        families.forEach((family, own) -> {
            table.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %d |",
                    family,
                    own.size(),
                    own.stream().filter(FlipSample::semantic).count()));
            for (String name : names) {
                table.append(String.format(
                        Locale.ROOT,
                        " %.3f |",
                        own.stream()
                                .mapToDouble(sample -> sample.figures().getOrDefault(name, Double.NaN))
                                .average()
                                .orElse(Double.NaN)));
            }
            table.append('\n');
        });
        return table.toString();
    }

    private static String areas(List<FlipSample> samples, FlipFit fit, FlipModel model) {
        StringBuilder table = new StringBuilder("\n| against | area by a model that has not seen it |\n|---|---|\n");
        fit.leavingOutEachFamily(samples)
                .forEach((family, area) -> table.append(String.format(Locale.ROOT, "| `%s` | %.3f |%n", family, area)));
        table.append("\n| figure alone | area | weight in the model |\n|---|---|---|\n");
        Map<String, FlipModel.Term> terms = new LinkedHashMap<>(model.terms());
        samples.get(0)
                .figures()
                .keySet()
                .forEach(name -> table.append(String.format(
                        Locale.ROOT,
                        "| `%s` | %.3f | %s |%n",
                        name,
                        RankArea.of(samples, sample -> sample.figures().getOrDefault(name, Double.NaN)),
                        terms.containsKey(name)
                                ? String.format(
                                        Locale.ROOT, "%.2f", terms.get(name).weight())
                                : "–")));
        return table.toString();
    }
}
