package io.flipside.store;

import io.flipside.file.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is put: bytes in memory, or a file that is streamed and must not change meanwhile. */
public final class Content {
    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private final String sha256;
    private final long length;

    private Content(byte @Nullable [] bytes, @Nullable Path file, String sha256, long length) {
        this.bytes = bytes;
        this.file = file;
        this.sha256 = sha256;
        this.length = length;
    }

    /** Bytes; a copy is taken. */
    public static Content of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Content(copy, null, Sha256.of(copy), copy.length);
    }

    /**
     * A file.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static Content of(Path file) {
        try {
            return new Content(null, file, Sha256.of(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /**
     * A file whose bytes were hashed as they were written.
     *
     * @param sha256 of all of them, in lower-case hexadecimal
     * @param length number of them
     */
    public static Content hashed(Path file, String sha256, long length) {
        return new Content(null, file, sha256, length);
    }

    /** Of its bytes, in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** Number of bytes. */
    public long length() {
        return length;
    }

    /** Its bytes, first to last. */
    InputStream open() throws IOException {
        return file != null
                ? Files.newInputStream(file)
                : new ByteArrayInputStream(bytes == null ? new byte[0] : bytes);
    }

    byte @Nullable [] bytes() {
        return bytes;
    }

    @Nullable
    Path file() {
        return file;
    }
}
