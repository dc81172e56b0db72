package io.flipside.cli.model;

import io.flipside.explain.ComputeSettings;
import io.flipside.generator.GeneratorSettings;
import io.flipside.generator.NetworkPrecision;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Precision;
import io.flipside.tensor.TorchDevice;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command that searches by itself computes. */
final class ComputeOptions {
    private static final int MIB = 20;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Where networks are computed: cpu, cuda or cuda:N. One that is not there is an error."
                    + " Default: cpu.")
    private String device = TorchDevice.CPU.name();

    @Option(
            names = "--graph-budget",
            paramLabel = "MIB",
            description = "Memory for gradient graphs; beyond it they are computed again. Default: 4096.")
    private Optional<Long> graphBudget = Optional.empty();

    @Option(
            names = "--weights",
            paramLabel = "HOW",
            description =
                    "How the generator's weights are held: stored (as in the file), float32 (fastest, most memory) or "
                            + "streamed (read when needed: least memory). The result is the same. Default: stored.")
    private Holding weights = Holding.STORED;

    @Option(
            names = "--transformer-precision",
            paramLabel = "TYPE",
            description = "Type of the transformer's products: float32 or bfloat16 (half the memory; other bits). "
                    + "Default: float32.")
    private Precision transformer = Precision.FLOAT32;

    @Option(
            names = "--vae-precision",
            paramLabel = "TYPE",
            description = "Type of the VAE's convolutions, likewise. Default: float32.")
    private Precision vae = Precision.FLOAT32;

    /** Bytes for gradient graphs, if they were asked for. */
    Optional<Long> graphBudget() {
        return graphBudget.map(mib -> mib << MIB);
    }

    /** @throws io.flipside.UserError if the device is none */
    ComputeSettings settings() {
        return new ComputeSettings(
                TorchDevice.named(device),
                graphBudget().orElse(ComputeSettings.DEFAULT.graphBudget()),
                new GeneratorSettings(weights, new NetworkPrecision(transformer, vae)));
    }
}
