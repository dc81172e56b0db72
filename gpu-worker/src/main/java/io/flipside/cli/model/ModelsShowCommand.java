package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.library.Library;
import io.flipside.library.LibraryEntry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside models show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What a model is: its parts, dimensions, files and their sha256.")
final class ModelsShowCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name in the library.")
    private String name = "";

    @Override
    public Integer call() {
        ModelText text = new ModelText(spec.commandLine().getOut());
        LibraryEntry entry = new Library(Home.library()).get(name);
        text.describe(entry);
        text.files(entry);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
