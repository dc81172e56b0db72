package io.flipside.library;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file as an entry knows it.
 *
 * @param path absolute
 * @param bytes its size
 * @param modifiedMillis when it was changed last, milliseconds since 1970
 * @param sha256 in lower-case hexadecimal; empty until it has been hashed
 */
public record KeptFile(Path path, long bytes, long modifiedMillis, String sha256) {
    /**
     * As it is now, not hashed.
     *
     * @throws UserError if it is not there
     */
    static KeptFile look(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new KeptFile(
                    path.toAbsolutePath(),
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis(),
                    "");
        } catch (IOException e) {
            throw new UserError("file " + path + " is not there, or cannot be read: " + e.getMessage() + ".", e);
        }
    }

    KeptFile hashed(String digest) {
        return new KeptFile(path, bytes, modifiedMillis, digest);
    }

    /** Whether both look the same, whatever their content. */
    boolean looksLike(KeptFile other) {
        return path.equals(other.path) && bytes == other.bytes && modifiedMillis == other.modifiedMillis;
    }
}
