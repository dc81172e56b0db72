package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.store.ObjectStore;
import io.flipside.tensor.SafetensorsWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The shipped models on a shelf of a test's own, where they can be copied, changed and taken away. */
final class TinyWorld {
    /** Shape-Moving clip 59 of data seed 7 goes up. */
    static final String TARGET = "down";

    private static final long CLIP = 59;
    static final Path SHIPPED = Path.of("../embedded/models");

    final FolderShelf shelf;
    private final Path folder;

    TinyWorld(Path folder) {
        this.folder = folder;
        this.shelf = new FolderShelf(folder.resolve("models"));
        copy(SHIPPED.resolve("classifiers/tiny"), classifier("tiny"));
        copy(SHIPPED.resolve("generators/tiny"), generator("tiny"));
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
        int width = 192;
        try (NDManager manager = NDManager.newBaseManager()) {
            byte[] file = SafetensorsWriter.bytes(
                    Map.of(
                            "transformer.blocks.0.attn1.to_q.lora_A.weight",
                            manager.ones(new Shape(2, width)).mul(0.01),
                            "transformer.blocks.0.attn1.to_q.lora_B.weight",
                            manager.ones(new Shape(width, 2)).mul(0.01)),
                    Map.of());
            return store.put("inputs/adapter.safetensors", file, "application/octet-stream");
        }
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

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns the lowest bit of a file's last weight around: another model that does nearly the same. */
    static void changeSlightly(Path weights) {
        try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
            long place = file.length() - 2;
            file.seek(place);
            int old = file.read();
            file.seek(place);
            file.write(old ^ 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
