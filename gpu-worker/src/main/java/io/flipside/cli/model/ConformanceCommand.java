package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.conformance.Comparison;
import io.flipside.conformance.Conformance;
import io.flipside.library.Library;
import io.flipside.library.LibraryEntry;
import io.flipside.library.ModelKind;
import io.flipside.tensor.TorchDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside conformance}. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs golden cases on this machine's device and prints one line each: name, worst relative error, pass or "
                    + "fail. Run it to trust a new GPU or driver.",
            "A case is a folder with config.json and case.safetensors; its name begins with its kind. The exit status "
                    + "is 1 if a case fails.",
            "With --classifier, runs a classifier against the reference in its own folder, which its export wrote: is it "
                    + "in here what it is in its own library?"
        },
        footer = {
            "",
            "Examples:",
            "  flipside conformance fixtures",
            "  flipside conformance --classifier my-classifier --details"
        })
final class ConformanceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "One case, or a folder of cases.")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "--classifier",
            paramLabel = "MODEL",
            description = "A classifier by its name in the library or its folder, instead of cases.")
    private Optional<String> classifier = Optional.empty();

    @Option(names = "--details", description = "Print every quantity of a case.")
    private boolean details;

    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu, cuda or cuda:N. Default: cpu.")
    private String device = TorchDevice.CPU.name();

    @Override
    public Integer call() {
        if (root.isPresent() == classifier.isPresent()) {
            throw new ParameterException(spec.commandLine(), "Give either DIR or --classifier MODEL.");
        }
        TorchDevice where = TorchDevice.named(device);
        where.require();
        boolean failed = false;
        if (classifier.isPresent()) {
            failed = !printed(Conformance.classifier(reference(classifier.get()), where));
        } else {
            for (Path folder : Conformance.cases(root.orElseThrow())) {
                failed |= !printed(Conformance.run(folder, where));
            }
        }
        return failed ? 1 : 0;
    }

    // an entry of the library links what audits read; the reference lies where it was added from
    private static Path reference(String name) {
        return new Library(Home.library())
                .find(name)
                .filter(entry -> entry.kind() == ModelKind.CLASSIFIER)
                .map(LibraryEntry::source)
                .orElseGet(() -> Home.classifier(name));
    }

    private boolean printed(Conformance.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        if (outcome.skipped()) {
            out.printf("%-24s %-12s skipped: this kind is not known%n", outcome.name(), "-");
        } else {
            double worst = outcome.worst().map(Comparison::error).orElse(0.0);
            String verdict = outcome.passes() ? "pass" : "FAIL";
            out.printf(Locale.ROOT, "%-24s %-12.2e %s%n", outcome.name(), worst, verdict);
        }
        if (details) {
            outcome.comparisons()
                    .forEach(c -> out.printf(
                            Locale.ROOT, "    %-40s %.2e of %.0e%n", c.quantity(), c.error(), c.tolerance()));
        }
        out.flush();
        return outcome.passes();
    }
}
