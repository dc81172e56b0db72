package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.file.ScratchFolder;
import io.flipside.store.ObjectStore;
import java.nio.file.Path;

/**
 * What the steps with a model have at hand: the models, and files of the store brought here. Used by one step at a time,
 * the holder of the {@link ModelLease}.
 */
final class Workbench implements AutoCloseable {
    private static final long SIDE_BY_SIDE = 512L << 20;

    private final ObjectStore store;
    private final ModelShelf shelf;
    private final Path cache;
    private final ModelMemory memory = new ModelMemory(SIDE_BY_SIDE);

    Workbench(ObjectStore store, ModelShelf shelf, Path cache) {
        this.store = store;
        this.shelf = shelf;
        this.cache = cache;
    }

    /** The models of a request, loaded if they are not, or if their files have changed. */
    LoadedModels models(AuditRequest request) {
        return memory.get(files(request));
    }

    /** Where the models of a request lie; its adapter is brought here, named by its hash. */
    ModelFiles files(AuditRequest request) {
        return new ModelFiles(
                shelf.classifier(request.classifier()),
                shelf.generator(request.generator()),
                request.adapter()
                        .map(ref -> Guard.refusing("models", () -> store.fetch(ref, cache.resolve("adapters")))));
    }

    Clip clip(ArtifactRef lossless) {
        return ScratchFolder.using(folder -> ClipReader.read(store.fetch(lossless, folder), ClipLimits.DEFAULT));
    }

    boolean isWarm() {
        return memory.isWarm();
    }

    @Override
    public void close() {
        memory.close();
    }
}
