package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.explain.Models;
import io.flipside.store.ObjectStore;
import java.nio.file.Path;
import java.util.Optional;

/** What the steps with a model have at hand: the models, and files of the store brought here. */
final class Workbench implements AutoCloseable {
    private final ObjectStore store;
    private final ModelShelf shelf;
    private final Path cache;
    private final Resident resident = new Resident();

    Workbench(ObjectStore store, ModelShelf shelf, Path cache) {
        this.store = store;
        this.shelf = shelf;
        this.cache = cache;
    }

    Models models(AuditRequest request) {
        return resident.get(classifier(request), generator(request), adapter(request));
    }

    Path classifier(AuditRequest request) {
        return shelf.classifier(request.classifier());
    }

    Path generator(AuditRequest request) {
        return shelf.generator(request.generator());
    }

    /** The adapter's file, named by its hash, brought here once. */
    Optional<Path> adapter(AuditRequest request) {
        return request.adapter().map(ref -> store.fetch(ref, cache.resolve("adapters")));
    }

    Clip clip(ArtifactRef lossless) {
        return States.inScratch(folder -> ClipReader.read(store.fetch(lossless, folder), ClipLimits.DEFAULT));
    }

    boolean isWarm() {
        return resident.isWarm();
    }

    @Override
    public void close() {
        resident.close();
    }
}
