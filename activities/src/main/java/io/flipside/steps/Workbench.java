package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.store.ObjectStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the steps with a model have at hand: the models, and files of the store brought here. The models stay between the
 * steps of an audit and between audits that use the same; another set takes their place, for two rarely fit. Used by one
 * step at a time, the holder of the {@link ModelLease}.
 */
final class Workbench implements AutoCloseable {
    private final ObjectStore store;
    private final ModelShelf shelf;
    private final Path cache;
    private Optional<LoadedModels> loaded = Optional.empty();
    private volatile boolean warm;

    Workbench(ObjectStore store, ModelShelf shelf, Path cache) {
        this.store = store;
        this.shelf = shelf;
        this.cache = cache;
    }

    /** The models of a request, loaded if they are not, or if their files have changed. */
    LoadedModels models(AuditRequest request) {
        ModelFiles wanted = files(request);
        Optional<LoadedModels> there = loaded.filter(l -> l.are(wanted));
        return there.orElseGet(() -> {
            close();
            LoadedModels fresh = LoadedModels.load(wanted);
            loaded = Optional.of(fresh);
            warm = true;
            return fresh;
        });
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
        return States.inScratch(folder -> ClipReader.read(store.fetch(lossless, folder), ClipLimits.DEFAULT));
    }

    boolean isWarm() {
        return warm;
    }

    @Override
    public void close() {
        Optional<LoadedModels> last = loaded;
        loaded = Optional.empty();
        warm = false;
        last.ifPresent(LoadedModels::close);
    }
}
