package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.cli.Home;
import io.flipside.service.ServiceSettings;
import io.flipside.store.ArtifactStore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside models push}. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts the library (FLIPSIDE_LIBRARY) into the bucket that FLIPSIDE_STORE_ENDPOINT and the others name,"
                    + " below a prefix, and prints the hash that 'models fetch' wants."
        })
final class ModelsPushCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "PREFIX", description = "Such as models/wan-1.3b.")
    private String prefix = "";

    @Override
    public Integer call() {
        Path library = Home.library();
        if (!Files.isDirectory(library)) {
            throw new UserError("there is no library in " + library.toAbsolutePath()
                    + ". Name its folder in FLIPSIDE_LIBRARY, or add a model with 'flipside models add'.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (ArtifactStore store = ArtifactStore.at(ServiceSettings.store(ConfigProvider.getConfig()))) {
            store.ensureBucket();
            out.println(new StoredLibrary(store, prefix).push(library, err::println));
            out.flush();
            return 0;
        }
    }
}
