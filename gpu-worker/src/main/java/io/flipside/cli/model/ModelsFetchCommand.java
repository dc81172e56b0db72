package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.service.ServiceSettings;
import io.flipside.store.ArtifactStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside models fetch}. */
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings a library that 'models push' has put below a prefix of the bucket. Every file is checked against"
                    + " the list that the hash pins; what is there already and right stays."
        })
final class ModelsFetchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "PREFIX", description = "Such as models/wan-1.3b.")
    private String prefix = "";

    @Option(names = "--sha256", required = true, paramLabel = "HASH", description = "What 'models push' printed.")
    private String sha256 = "";

    @Option(names = "--library", paramLabel = "DIR", description = "Where to. Default: FLIPSIDE_LIBRARY.")
    private Optional<Path> library = Optional.empty();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Path folder = library.orElseGet(Home::library);
        try (ArtifactStore store = ArtifactStore.at(ServiceSettings.store(ConfigProvider.getConfig()))) {
            new StoredLibrary(store, prefix).fetch(folder, sha256, err::println);
            return 0;
        }
    }
}
