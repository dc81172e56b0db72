package io.flipside.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Which file lay at a path.
 *
 * @param key of the file system; empty where it gives none
 */
record FileIdentity(Optional<Object> key) {
    static FileIdentity of(Path path) throws IOException {
        return new FileIdentity(Optional.ofNullable(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey()));
    }

    /**
     * How long the file is now, if it still lies there. One that was moved, deleted or replaced keeps what was mapped of
     * it: it counts as whole.
     */
    long sizeNow(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            boolean same = key.isPresent() && key.equals(Optional.ofNullable(now.fileKey()));
            return same ? now.size() : Long.MAX_VALUE;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
