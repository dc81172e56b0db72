package io.flipside.checkpoint;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import io.flipside.store.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** States on their way to and from the store: small ones in memory, others in files that live as long. */
final class StateFiles {
    private static final long MOST_IN_MEMORY = 64 << 20;

    private final NDManager manager;
    private final Path scratch;

    StateFiles(NDManager manager, Path scratch) {
        this.manager = manager;
        this.scratch = scratch;
    }

    /** Sound bytes that are no search state, or another than the manifest says. */
    static final class NotAState extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAState(String message) {
            super(message);
        }
    }

    <T> T write(SearchState state, Function<Content, T> use) {
        if (Float.BYTES * state.size() <= MOST_IN_MEMORY) {
            return use.apply(Content.of(SearchStateFile.bytes(state, manager)));
        }
        return inFolder(folder -> {
            Path file = folder.resolve("state.safetensors");
            SearchStateFile.save(file, state, manager);
            return use.apply(Content.of(file));
        });
    }

    /** @throws NotAState if what is fetched is not the state that a manifest describes */
    SearchState read(UnaryOperator<Path> fetch, Manifest manifest) {
        return inFolder(folder -> {
            SearchState state = parse(fetch.apply(folder));
            if (!manifest.describes(state)) {
                throw new NotAState("Its state is another than its manifest says.");
            }
            return state.with(Checkpoint.last(manifest.reports()));
        });
    }

    private SearchState parse(Path file) {
        try {
            return SearchStateFile.load(file, manager);
        } catch (UserError e) {
            throw new NotAState("Its data is no search state: " + e.getMessage());
        }
    }

    private <T> T inFolder(Function<Path, T> use) {
        Path folder = scratch.resolve("state-" + UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            try {
                return use.apply(folder);
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not use the folder %s: %s".formatted(scratch, e.getMessage()), e);
        }
    }
}
