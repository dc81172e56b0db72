package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.artifact.ArtifactRef;
import io.flipside.file.ScratchFolder;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import io.flipside.store.ObjectStore;
import java.nio.file.Path;

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
        return ScratchFolder.using(folder -> {
            Path file = folder.resolve("state.safetensors");
            SearchStateFile.save(file, state, manager);
            return store.put(key, file, MEDIA_TYPE);
        });
    }

    SearchState load(ArtifactRef ref) {
        return ScratchFolder.using(folder -> SearchStateFile.load(store.fetch(ref, folder), manager));
    }
}
