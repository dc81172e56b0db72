package io.flipside.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.InvalidRequest;
import io.flipside.request.Manifest;
import io.flipside.request.ManifestFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A manifest on this machine: its clips are files beside it, or lie in the service's store. */
final class LocalManifest {
    private static final String STORED = "s3://";

    /** Stands for a clip until it is uploaded; every check but those of the service is made before. */
    private static final ArtifactRef SOME = new ArtifactRef("s3://bucket/clip", "0".repeat(64), 1, "video/mp4");

    private final Manifest manifest;
    private final Path folder;

    private LocalManifest(Manifest manifest, Path folder) {
        this.manifest = manifest;
        this.folder = folder;
        manifest.requests(
                clip -> {
                    if (!clip.startsWith(STORED)) {
                        requireFile(clip);
                    }
                    return SOME;
                },
                request -> {});
    }

    /**
     * Reads a manifest's file.
     *
     * @throws UserError if it cannot be read
     * @throws InvalidRequest if it is no manifest
     * @throws io.flipside.request.BadManifest naming its bad rows
     */
    static LocalManifest read(Path file) {
        ManifestFormat format = ManifestFormat.of("MANIFEST", file.toString());
        try {
            if (Files.size(file) > Manifest.MOST_BYTES) {
                throw new UserError("file " + file + " has more than the " + Manifest.MOST_BYTES
                        + " bytes that are taken. Split it.");
            }
            Path folder = file.toAbsolutePath().getParent();
            return new LocalManifest(Manifest.read(Files.readAllBytes(file), format), folder == null ? file : folder);
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be read. Check its name and rights.", e);
        }
    }

    /** A manifest of rows that were made up here, with clips by their paths. */
    static LocalManifest of(List<ObjectNode> rows) {
        return new LocalManifest(Manifest.of(rows), Path.of("").toAbsolutePath());
    }

    private void requireFile(String clip) {
        if (!Files.isRegularFile(path(clip))) {
            throw new InvalidRequest("clip", "is '" + clip + "', which is no file here and no s3://bucket/key.");
        }
    }

    private Path path(String clip) {
        try {
            return folder.resolve(clip);
        } catch (InvalidPathException e) {
            throw new InvalidRequest("clip", "is '" + clip + "', which is no path.");
        }
    }

    /** Uploads each clip once and then the manifest, as JSON lines; gives its reference. */
    io.flipside.client.model.ArtifactRef upload(Api api) {
        Map<String, ArtifactRef> uploaded = new HashMap<>();
        for (String clip : manifest.clips()) {
            if (!clip.startsWith(STORED)) {
                uploaded.put(clip, reference(api.upload(path(clip))));
            }
        }
        byte[] lines = manifest.jsonLines(uploaded);
        return api.ask(service -> service.upload("manifest.jsonl", lines));
    }

    private static ArtifactRef reference(io.flipside.client.model.ArtifactRef answer) {
        return new ArtifactRef(answer.getUri(), answer.getSha256(), answer.getBytes(), answer.getMediaType());
    }
}
