package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.clip.Preprocess;
import io.flipside.domain.AdapterDomain;
import io.flipside.domain.ClipFit;
import io.flipside.domain.DomainFigure;
import io.flipside.domain.DomainLimits;
import io.flipside.domain.DomainSurvey;
import io.flipside.domain.ForeignClip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.Generator;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.LoadedGenerator;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.tensor.TorchDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure domain}: what a generator does on clips of its domain, and the limits that follow. */
@Command(
        name = "domain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures a generator on clips of its domain, and with --write keeps the limits in its folder (domain.json):",
            "audits of clips beyond them are refused as out-of-domain. Measure on clips that it was not trained on.",
            "With --adapter they are those of both together, and --write keeps them in the adapter's file.",
        },
        footer = {
            "",
            "Examples:",
            "  flipside measure domain --clips 300 --write",
            "  flipside measure domain --generator DIR --from CLIPS --write",
            "  flipside measure domain --part test --clips 100 --foreign"
        })
final class MeasureDomainCommand implements Callable<Integer> {
    private static final int FOREIGN_EACH = 8;
    private static final long FOREIGN_SEED = 2001;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Option(names = "--adapter", paramLabel = "FILE", description = "LoRA adapter to measure with: name or file.")
    private Optional<Path> adapter = Optional.empty();

    @Option(names = "--from", paramLabel = "DIR", description = "Your own clips: every file in this folder.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--clips",
            defaultValue = "300",
            paramLabel = "N",
            description = "Else N Shape-Moving clips. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(
            names = "--part",
            defaultValue = "validation",
            paramLabel = "PART",
            description = "Of their data set: train, validation or test. Default: ${DEFAULT-VALUE}.")
    private String part = "validation";

    @Option(
            names = "--data-seed",
            defaultValue = "7",
            paramLabel = "N",
            description = "Seed of their data set. Default: ${DEFAULT-VALUE}.")
    private long dataSeed;

    @Option(
            names = "--as",
            defaultValue = "drawn",
            paramLabel = "FORM",
            description = "How they come: drawn, lossy (through H.264) or paper (drawn at 65 x 224 x 224 and fitted). "
                    + "Default: ${DEFAULT-VALUE}.")
    private String form = "drawn";

    @Option(names = "--foreign", description = "Measure clips that are not of the small world as well.")
    private boolean foreign;

    @Option(
            names = "--write",
            description = "Write domain.json into the generator's folder, or the limits into the adapter's file.")
    private boolean write;

    @Override
    public Integer call() {
        Path folder = Home.generator(generator);
        PrintWriter print = spec.commandLine().getOut();
        try (NDManager manager = TorchDevice.CPU.manager()) {
            Optional<Path> file = adapter.map(Home::adapter);
            LoadedGenerator loaded = GeneratorFolder.load(folder, file, manager);
            Generator opened = loaded.generator();
            Optional<DomainLimits> limits = file.flatMap(own -> AdapterDomain.find(own, loaded.sha256()))
                    .or(() -> DomainLimits.find(folder));
            long begin = System.nanoTime();
            List<ClipFit> fits = fits(opened, Models.preprocess(folder), manager);
            DomainSurvey survey = new DomainSurvey(fits);
            double millis = (System.nanoTime() - begin) / 1e6 / fits.size();
            survey.figures().forEach((name, spread) -> print.printf("%-20s %s%n", name, said(spread.toString())));
            print.printf(Locale.ROOT, "%d clips, %.0f ms a clip with reading it%n", fits.size(), millis);
            limits.ifPresent(own -> print.printf(
                    "outside the limits in the folder: %d%n",
                    fits.stream().filter(fit -> !own.broken(fit).isEmpty()).count()));
            if (foreign) {
                foreign(opened, manager, limits.orElseGet(survey::limits), print);
            }
            print.printf(
                    "limits by these clips: %s%n", said(survey.limits().byName().toString()));
            if (write) {
                file.ifPresentOrElse(
                        own -> AdapterDomain.write(own, survey, source(), loaded.sha256()),
                        () -> survey.write(folder, source()));
                print.printf(
                        "Wrote %s%n",
                        file.orElse(folder.resolve(DomainLimits.FILE)).toAbsolutePath());
            }
        }
        return 0;
    }

    private List<ClipFit> fits(Generator opened, Preprocess preprocess, NDManager manager) {
        List<ClipFit> fits = new ArrayList<>();
        try (Stream<Clip> measured = from.map(folder -> DomainClips.in(folder, preprocess))
                .orElseGet(() -> DomainClips.drawn(part(), dataSeed, clips, form, preprocess))) {
            measured.forEach(clip -> fits.add(fit(opened, clip, manager)));
        }
        return fits;
    }

    private static ClipFit fit(Generator opened, Clip clip, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            return ClipFit.measure(opened, Prediction.toArray(clip, scope));
        }
    }

    /** Of a clip that has the generator's length and size. */
    static ClipFit fit(Generator opened, RgbFrames frames, GeneratorProfile profile, NDManager manager) {
        return fit(opened, new Clip(frames, profile.framesPerSecond()), manager);
    }

    private static void foreign(Generator opened, NDManager manager, DomainLimits limits, PrintWriter print) {
        print.printf("%n%-18s %-8s %s%n", "", "refused", "by, of " + FOREIGN_EACH);
        for (ForeignClip kind : ForeignClip.values()) {
            List<ClipFit> fits = new ArrayList<>();
            for (int i = 0; i < FOREIGN_EACH; i++) {
                ShapeMovingClip base = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, FOREIGN_SEED, i);
                fits.add(fit(opened, new Clip(kind.frames(base), base.profile().framesPerSecond()), manager));
            }
            Map<DomainFigure, Integer> by = new EnumMap<>(DomainFigure.class);
            fits.forEach(fit -> limits.broken(fit).forEach(figure -> by.merge(figure, 1, Integer::sum)));
            print.printf(
                    "%-18s %d of %d   %s%n",
                    kind.label(),
                    fits.stream().filter(fit -> !limits.broken(fit).isEmpty()).count(),
                    fits.size(),
                    by.entrySet().stream()
                            .map(entry -> entry.getKey().key() + " " + entry.getValue() + " ("
                                    + range(entry.getKey(), fits) + ")")
                            .collect(Collectors.joining(", ")));
            print.flush();
        }
        print.println();
    }

    private static String range(DomainFigure figure, List<ClipFit> fits) {
        double[] sorted =
                fits.stream().mapToDouble(fit -> fit.of(figure)).sorted().toArray();
        return figure.said(sorted[0]) + " to " + figure.said(sorted[sorted.length - 1]);
    }

    private ShapeMovingSplit part() {
        try {
            return ShapeMovingSplit.valueOf(part.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UserError("--part is '" + part + "'. It must be train, validation or test.", e);
        }
    }

    private String source() {
        return from.map(folder -> "own clips")
                .orElseGet(() -> "Shape-Moving clips of the small profile, data seed " + dataSeed + ", "
                        + part.toLowerCase(Locale.ROOT) + " part, " + form);
    }

    // {a=1.0, b=2.0} for people
    static String said(String map) {
        return map.substring(1, map.length() - 1).replace("=", " ").replaceAll("(\\.\\d{5})\\d*", "$1");
    }
}
