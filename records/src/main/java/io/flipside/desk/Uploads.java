package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes clips and adapters: to a file, hashed on the way, and from there to the store, never whole into memory. */
public final class Uploads {
    private static final String SUFFIX = ".upload";

    private final ObjectStore store;
    private final Path scratch;

    /** @param scratch folder for what is coming in; what a killed process left there is removed */
    public Uploads(ObjectStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
        try {
            Files.createDirectories(scratch);
            try (Stream<Path> files = Files.list(scratch)) {
                files.filter(Uploads::isLeft).forEach(Uploads::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("making room for uploads in " + scratch, e);
        }
    }

    /**
     * Keeps what comes in under the hash of its bytes.
     *
     * @param extension of the name, with its dot, or nothing
     * @throws UserError if there is nothing in it
     * @throws IOException if the sender or the disk does not go on
     */
    ArtifactRef take(InputStream in, String extension, String mediaType) throws IOException {
        Path file = Files.createTempFile(scratch, ProcessHandle.current().pid() + "-", SUFFIX);
        try {
            Sha256 digest = new Sha256();
            long length;
            try (OutputStream out = Files.newOutputStream(file)) {
                length = digest.reading(in).transferTo(out);
            }
            if (length == 0) {
                throw new UserError("the upload is empty. Send the file's bytes as the body.");
            }
            return keep(Content.hashed(file, digest.hex(), length), extension, mediaType);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private ArtifactRef keep(Content content, String extension, String mediaType) {
        String key = "inputs/" + content.sha256() + extension;
        Optional<ArtifactRef> there = store.stat(key).filter(ref -> ref.sha256().equals(content.sha256()));
        return there.orElseGet(() -> store.put(key, content, mediaType));
    }

    private static boolean isLeft(Path file) {
        String name = file.getFileName().toString();
        String pid = name.replaceFirst("-.*", "");
        return name.endsWith(SUFFIX)
                && pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + file, e);
        }
    }
}
