package io.flipside.cli.model;

import io.flipside.findings.Findings;
import io.flipside.findings.FindingsBuilder;
import io.flipside.learned.FindingsFiles;
import io.flipside.learned.ResultPairs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure findings}: what many counterfactuals say together. */
@Command(
        name = "findings",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says by what a classifier recognises its classes: what changes in many counterfactuals towards a class and not",
            "in those towards others. Writes findings.json and findings.html."
        },
        footer = {"", "Example:", "  flipside measure findings --audits RESULTS --out FINDINGS"})
final class MeasureFindingsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--audits",
            required = true,
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folders of results, or folders that hold such folders.")
    private List<Path> audits = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the draws that say what chance does. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        FindingsBuilder builder = new FindingsBuilder();
        int leftOut = 0;
        for (Path folder : audits) {
            Path root = folder.toAbsolutePath().normalize();
            for (Path result : ResultPairs.under(root)) {
                String name = root.relativize(result).toString();
                boolean added = ResultPairs.add(
                        result, String.valueOf(root.getFileName()) + (name.isEmpty() ? "" : "/" + name), builder);
                leftOut += added ? 0 : 1;
            }
        }
        Findings findings = builder.build(seed);
        FindingsFiles.write(out, findings, leftOut);
        PrintWriter print = spec.commandLine().getOut();
        FindingsText.print(findings, leftOut, print);
        print.printf("%nWrote %s and %s%n", out.resolve(FindingsFiles.JSON), out.resolve(FindingsFiles.PAGE));
        return 0;
    }
}
