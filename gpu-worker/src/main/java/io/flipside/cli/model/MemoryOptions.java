package io.flipside.cli.model;

import io.flipside.search.SearchSettings;
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

    long bytes() {
        return graphBudget.map(mib -> mib << MIB).orElse(SearchSettings.DEFAULT_GRAPH_BUDGET);
    }
}
