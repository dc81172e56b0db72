package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.cli.Home;
import io.flipside.library.EntryCheck;
import io.flipside.library.Library;
import io.flipside.library.LibraryEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside models check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Whether a model is still what was added: sizes, times and headers; with --full every byte.")
final class ModelsCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name in the library.")
    private String name = "";

    @Option(names = "--full", description = "Hash every file again.")
    private boolean full;

    @Override
    public Integer call() {
        Library library = new Library(Home.library());
        LibraryEntry entry = library.get(name);
        Path folder = library.folder(entry);
        List<String> problems = full ? hashed(entry, folder) : EntryCheck.quick(entry, folder);
        if (!problems.isEmpty()) {
            problems.forEach(spec.commandLine().getErr()::println);
            throw new UserError("'" + name + "' is not what was added.");
        }
        spec.commandLine()
                .getOut()
                .printf("'%s' is as it was added%s.%n", name, full ? ", to the bit" : "; --full reads every byte");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private List<String> hashed(LibraryEntry entry, Path folder) {
        HashBar bar = new HashBar(spec.commandLine().getErr(), System.console() != null);
        try {
            return EntryCheck.full(entry, folder, bar);
        } finally {
            bar.end();
        }
    }
}
