package io.flipside.cli.model;

import io.flipside.cli.Home;
import io.flipside.domain.AdapterDomain;
import io.flipside.domain.DomainLimits;
import io.flipside.library.Library;
import io.flipside.library.LibraryEntry;
import java.nio.file.Path;
import java.util.Optional;
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
        Library library = new Library(Home.library());
        LibraryEntry entry = library.get(name);
        text.describe(entry);
        text.domain(limits(entry, library.folder(entry)));
        text.files(entry);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static Optional<DomainLimits> limits(LibraryEntry entry, Path folder) {
        return switch (entry.kind()) {
            case GENERATOR -> DomainLimits.find(folder);
            case ADAPTER -> AdapterDomain.any(folder.resolve(Library.ADAPTER));
            case CLASSIFIER, METRIC -> Optional.empty();
        };
    }
}
