package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.library.Library;
import io.flipside.library.LibraryEntry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside models remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes a model out of the library. No weights are deleted.")
final class ModelsRemoveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name in the library.")
    private String name = "";

    @Override
    public Integer call() {
        Library library = new Library(Home.library());
        LibraryEntry entry = library.get(name);
        library.remove(entry);
        spec.commandLine().getOut().printf("Removed '%s'. Its weights are still in %s.%n", name, entry.source());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
