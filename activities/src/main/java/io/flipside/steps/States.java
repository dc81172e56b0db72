package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.artifact.ArtifactRef;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** States of a search as objects of the store. */
final class States {
    private static final String MEDIA_TYPE = "application/vnd.safetensors";

    private final ObjectStore store;
    private final NDManager manager;

    States(ObjectStore store, NDManager manager) {
        this.store = store;
        this.manager = manager;
    }

    /** Writes a state; the same state may be there already. */
    ArtifactRef keep(String key, SearchState state) {
        return inScratch(folder -> {
            Path file = folder.resolve("state.safetensors");
            SearchStateFile.save(file, state, manager);
            return store.put(key, file, MEDIA_TYPE);
        });
    }

    SearchState load(ArtifactRef ref) {
        return inScratch(folder -> SearchStateFile.load(store.fetch(ref, folder), manager));
    }

    static <T> T inScratch(Function<Path, T> work) {
        try {
            Path folder = Files.createTempDirectory("flipside-");
            try {
                return work.apply(folder);
            } finally {
                try (var files = Files.walk(folder)) {
                    for (Path file :
                            files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("working in a scratch folder", e);
        }
    }
}
