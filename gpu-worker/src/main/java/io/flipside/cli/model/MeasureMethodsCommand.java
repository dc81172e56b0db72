package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.cli.Home;
import io.flipside.explain.ResultFolder;
import io.flipside.local.GivenModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure methods}: the method beside its baselines, on the same test clips. */
@Command(
        name = "methods",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Audits the same test clips by every method and prints a Markdown table, one line a method.",
            "flip: the written file is called the target class. valid: and nothing speaks against it.",
            "semantic: the shape's centroid moves at least 5 pixels the target way in the written file.",
            "believed: valid, and the verdict's part 'semantic' holds; task-semantic: classifiers of the same data and of",
            "other data agree; object: the thing that moves keeps area, colour and outline.",
            "Rates have Wilson's interval at 95 percent; all else are means over the clips."
        },
        footer = {"", "Example:", "  flipside measure methods --clips 100 --out methods"})
final class MeasureMethodsCommand implements Callable<Integer> {
    private static final String CSV = "methods.csv";
    private static final String TABLE = "methods.md";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--clips", defaultValue = "10", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--skip", defaultValue = "0", description = "How many test clips to pass over first.")
    private int skip;

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "NAME",
            description = "Which. Default: bttf,pgd,pgd-tiny,cg-frame,cg-video-mid,cg-video.")
    private List<String> methods = MeasuredMethod.BASELINES;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where table, CSV and the written clips go: new.")
    private Path out = Path.of("");

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() {
        List<MeasuredMethod> chosen = chosen();
        Map<String, List<MeasuredAudit>> results = new LinkedHashMap<>();
        chosen.forEach(method -> results.put(method.name(), new ArrayList<>()));
        GivenModels shelf = new GivenModels(Home.classifier(classifier), Home.generator(generator));
        try (ResultFolder folder = ResultFolder.create(out);
                TestClipAudits audits =
                        new TestClipAudits(shelf, Optional.empty(), Optional.empty(), compute.settings())) {
            TestClip.all(seed)
                    .skip(skip)
                    .limit(clips)
                    .forEach(clip -> chosen.forEach(method -> one(audits, clip, method, written(folder, method))
                            .ifPresent(measured -> results.computeIfAbsent(method.name(), name -> new ArrayList<>())
                                    .add(measured))));
            MethodsTable table = new MethodsTable(results);
            write(folder.work().resolve(CSV), table.csv());
            write(folder.work().resolve(TABLE), table.markdown());
            folder.publish();
            PrintWriter print = spec.commandLine().getOut();
            print.print(table.markdown());
            print.flush();
        }
        return 0;
    }

    private List<MeasuredMethod> chosen() {
        List<MeasuredMethod> all = MeasuredMethod.all();
        return methods.stream()
                .distinct()
                .map(name -> all.stream()
                        .filter(method -> method.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new UserError("--methods has '" + name + "', which is not known. Known are "
                                + String.join(
                                        ", ",
                                        all.stream().map(MeasuredMethod::name).toList())
                                + ".")))
                .toList();
    }

    /** Empty if the audit was refused. */
    private Optional<MeasuredAudit> one(TestClipAudits audits, TestClip clip, MeasuredMethod method, Path folder) {
        TestClipAudits.Outcome outcome =
                audits.run(method.name() + "-" + clip.index(), clip, method.plan(), seed + clip.index(), folder);
        PrintWriter progress = spec.commandLine().getErr();
        outcome.measured()
                .ifPresentOrElse(
                        row -> progress.printf(
                                Locale.ROOT,
                                "%-6d %-16s %4d updates %7.1f s %-6s %-6s %s%n",
                                clip.index(),
                                method.name(),
                                row.updates(),
                                row.seconds(),
                                row.flipped() ? "flips" : "-",
                                row.valid() ? "valid" : "-",
                                row.moved().moves() ? "moves" : "-"),
                        () -> progress.printf("%-6d %-16s %s%n", clip.index(), method.name(), outcome.outcome()));
        progress.flush();
        return outcome.measured();
    }

    private static Path written(ResultFolder folder, MeasuredMethod method) {
        try {
            return Files.createDirectories(folder.work().resolve(method.name()));
        } catch (IOException e) {
            throw new UncheckedIOException("making a folder for clips of " + method.name(), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file.getFileName(), e);
        }
    }
}
