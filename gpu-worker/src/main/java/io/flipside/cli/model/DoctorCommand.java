package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.cost.MachineRates;
import io.flipside.doctor.MachineReport;
import io.flipside.plan.Calibration;
import io.flipside.tensor.TorchDevice;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside doctor}: what this machine is, and whether it computes as it should. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what this machine is (device, memory, libtorch, threads), which types work, and whether a short search "
                    + "with the shipped models gives the expected values. The exit status is 1 if something is wrong."
        },
        footer = {"", "Example:", "  flipside doctor --calibrate"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--calibrate",
            description =
                    "Measure how fast this machine is, for flipside plan. Takes two minutes or so; best while "
                            + "nothing else runs.")
    private boolean calibrate;

    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu, cuda or cuda:N. Default: cpu.")
    private String device = TorchDevice.CPU.name();

    @Override
    public Integer call() {
        TorchDevice where = TorchDevice.named(device);
        where.require();
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> facts = MachineReport.facts();
        facts.forEach((name, value) -> out.printf("%-22s %s%n", name, value));
        out.flush();
        Map<String, String> wrong =
                MachineReport.check(where, Home.classifier(Home.TINY), Home.generator(Home.TINY), (name, value) -> {
                    out.printf("%-22s %s%n", name, value);
                    out.flush();
                });
        if (calibrate) {
            MachineRates rates = new Calibration(where, System::nanoTime, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .measure(new SearchProbe(where, System::nanoTime)::overhead);
            out.printf("%-22s kept for flipside plan in %s%n", rates.name(), Calibration.folder());
        }
        wrong.forEach((name, value) -> out.printf("WRONG: %s: %s%n", name, value));
        out.println(wrong.isEmpty() ? "All is well." : "Something is wrong: see above.");
        out.flush();
        return wrong.isEmpty() ? 0 : 1;
    }
}
