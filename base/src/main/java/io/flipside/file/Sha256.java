package io.flipside.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making; in lower-case hexadecimal when it is done. */
public final class Sha256 {
    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Of bytes. */
    public static String of(byte[] bytes) {
        return new Sha256().add(ByteBuffer.wrap(bytes)).hex();
    }

    /** Of a file. */
    public static String of(Path file) {
        Sha256 sha256 = new Sha256();
        try (InputStream in = sha256.reading(Files.newInputStream(file))) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("hashing " + file, e);
        }
        return sha256.hex();
    }

    /** Goes on with these bytes. */
    public Sha256 add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    /** Goes on with these bytes. */
    public Sha256 add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        return this;
    }

    /** The same stream, which goes on with whatever is read of it. */
    public InputStream reading(InputStream in) {
        return new DigestInputStream(in, digest);
    }

    /** The result, 32 bytes. It begins anew afterwards. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** The result, 64 digits. It begins anew afterwards. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
