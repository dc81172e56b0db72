package io.flipside.library;

import java.nio.file.Path;

/** Is told how far hashing has come. */
@FunctionalInterface
public interface HashProgress {
    /** Says nothing. */
    HashProgress NONE = (file, done, all) -> {};

    /**
     * Bytes have been read.
     *
     * @param file at work
     * @param done bytes of all files so far
     * @param all bytes of all files that are hashed
     */
    void read(Path file, long done, long all);
}
