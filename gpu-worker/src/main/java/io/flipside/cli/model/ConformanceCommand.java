package io.flipside.cli.model;

import io.flipside.conformance.Comparison;
import io.flipside.conformance.Conformance;
import io.flipside.tensor.TorchDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
                    + "is 1 if a case fails."
        },
        footer = {"", "Example:", "  flipside conformance fixtures"})
final class ConformanceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "One case, or a folder of cases.")
    private Path root = Path.of("");

    @Option(names = "--details", description = "Print every quantity of a case.")
    private boolean details;

    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu, cuda or cuda:N. Default: cpu.")
    private String device = TorchDevice.CPU.name();

    @Override
    public Integer call() {
        TorchDevice where = TorchDevice.named(device);
        where.require();
        PrintWriter out = spec.commandLine().getOut();
        boolean failed = false;
        for (Path folder : Conformance.cases(root)) {
            Conformance.Outcome outcome = Conformance.run(folder, where);
            failed |= !outcome.passes();
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
        }
        return failed ? 1 : 0;
    }
}
