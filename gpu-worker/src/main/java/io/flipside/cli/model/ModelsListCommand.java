package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.library.Library;
import io.flipside.library.LibraryEntry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flipside models list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The models of the library.")
final class ModelsListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Library library = new Library(Home.library());
        for (LibraryEntry entry : library.list()) {
            out.printf(
                    "%-24s %-10s %10s  %s%n",
                    entry.name(), entry.kind().word(), ModelText.size(entry.bytes()), entry.source());
        }
        out.flush();
        return 0;
    }
}
