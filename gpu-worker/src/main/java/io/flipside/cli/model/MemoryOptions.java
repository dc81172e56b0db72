package io.flipside.cli.model;

import io.flipside.explain.MemorySettings;
import io.flipside.tensor.Holding;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Memory that a command which searches by itself may use. */
final class MemoryOptions {
    private static final int MIB = 20;

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

    MemorySettings settings() {
        return new MemorySettings(
                graphBudget.map(mib -> mib << MIB).orElse(MemorySettings.DEFAULT.graphBudget()), weights);
    }

    Holding weights() {
        return weights;
    }
}
