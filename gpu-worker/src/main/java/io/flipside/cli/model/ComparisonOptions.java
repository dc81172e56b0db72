package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.explain.ResultFolder;
import io.flipside.library.LibraryMetricWeights;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Several ways to search on the same test clips: what each takes, and the run that ends in tables. */
final class ComparisonOptions {
    @Option(names = "--clips", defaultValue = "10", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--skip", defaultValue = "0", description = "How many test clips to pass over first.")
    private int skip;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "MODEL", description = "Under audit.")
    private String classifier = Home.TINY;

    @Option(
            names = "--others",
            split = ",",
            paramLabel = "MODEL",
            description = "Classifiers of the same classes that are asked about every flip: does it transfer?")
    private List<String> others = List.of();

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "MODEL", description = "Generator.")
    private String generator = Home.TINY;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where tables, CSV and the written clips go: new.")
    private Path out = Path.of("");

    @Option(
            names = "--audits",
            paramLabel = "DIR",
            description = "Folder that keeps the audits. With the same folder again, what is done is not done again.")
    private Optional<Path> kept = Optional.empty();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    /**
     * Audits every clip by every method.
     *
     * @param name of the files that are written, without their ending
     * @throws io.flipside.UserError if a classifier is not there or has other classes, before anything is searched
     */
    void run(String name, List<MeasuredMethod> methods, CommandSpec spec) {
        Path audited = Home.classifier(classifier);
        Transfer transfer = Transfer.to(others, audited);
        LibraryMetricWeights weights = new LibraryMetricWeights(Home.library());
        GivenModels shelf = new GivenModels(audited, Home.generator(generator), weights);
        Map<String, List<MeasuredAudit>> results = new LinkedHashMap<>();
        methods.forEach(method -> results.put(method.name(), new ArrayList<>()));
        try (ResultFolder folder = ResultFolder.create(out)) {
            try (TestClipAudits audits =
                    new TestClipAudits(shelf, Optional.empty(), Optional.empty(), kept, compute.settings())) {
                TestClip.all(seed)
                        .skip(skip)
                        .limit(clips)
                        .forEach(clip -> methods.forEach(method -> one(
                                        audits, clip, method, written(folder, method), spec)
                                .ifPresent(measured -> results.computeIfAbsent(method.name(), key -> new ArrayList<>())
                                        .add(measured))));
            }
            MethodsTable table = new MethodsTable(results);
            String markdown = table.markdown()
                    + "\n"
                    + new SetsTable(shelf, compute.settings()).markdown(results)
                    + transfer.markdown(results);
            write(folder.work().resolve(name + ".csv"), table.csv());
            write(folder.work().resolve(name + ".md"), markdown);
            folder.publish();
            PrintWriter print = spec.commandLine().getOut();
            print.print(markdown);
            print.flush();
        }
    }

    /** Empty if the audit was refused. */
    private Optional<MeasuredAudit> one(
            TestClipAudits audits, TestClip clip, MeasuredMethod method, Path folder, CommandSpec spec) {
        TestClipAudits.Outcome outcome = audits.run(method.name(), clip, method.plan(), seed + clip.index(), folder);
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
