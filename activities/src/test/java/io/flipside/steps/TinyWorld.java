package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.store.FileDamage;
import io.flipside.store.ObjectStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;

/** The shipped models on a shelf of a test's own, where they can be copied, changed and taken away. */
final class TinyWorld {
    /** Shape-Moving clip 59 of data seed 7 goes up. */
    static final String TARGET = "down";

    private static final long CLIP = 59;

    final FolderShelf shelf;
    private final Path folder;

    TinyWorld(Path folder) {
        this.folder = folder;
        this.shelf = new FolderShelf(folder.resolve("models"));
        ShippedModels.copyTo(shelf.folder());
    }

    Path classifier(String name) {
        return shelf.folder().resolve("classifiers").resolve(name);
    }

    Path generator(String name) {
        return shelf.folder().resolve("generators").resolve(name);
    }

    ArtifactRef clip(ObjectStore store) {
        Path file = ShapeMovingFiles.write(
                        folder, ShapeMovingProfile.SMALL, 7, LongStream.of(CLIP), ClipFormat.LOSSLESS)
                .get(0);
        return store.put("inputs/clip.mkv", file, "video/x-matroska");
    }

    /** A small adapter that fits the shipped transformer, in diffusers style. */
    static ArtifactRef adapter(ObjectStore store) {
        return store.put("inputs/adapter.safetensors", ShippedModels.adapter(), "application/octet-stream");
    }

    static AuditRequest request(ArtifactRef clip, Optional<ArtifactRef> adapter, AuditPlan plan) {
        return request(clip, adapter, TARGET, plan, new Policies(30, 0, Double.MAX_VALUE, false), Optional.empty());
    }

    static AuditRequest request(
            ArtifactRef clip,
            Optional<ArtifactRef> adapter,
            String target,
            AuditPlan plan,
            Policies policies,
            Optional<ParentAudit> parent) {
        return new AuditRequest(clip, "tiny", "tiny", adapter, target, plan.with(policies), 1, parent);
    }

    /** Turns the lowest bit of a file's last weight around: another model that does nearly the same. */
    static void changeSlightly(Path weights) {
        FileDamage.flip(weights, -2, 1);
    }
}
