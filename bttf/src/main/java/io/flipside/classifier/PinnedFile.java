package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file whose content is the pinned one, read once.
 *
 * @param path where it lay
 * @param bytes what was hashed
 */
@SuppressWarnings("ArrayRecordComponent") // carried from the hash to the loader, never compared
record PinnedFile(Path path, byte[] bytes) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    /**
     * Reads {@code file}, by default {@code model.pt}, beside {@code config.json} and compares it with {@code sha256}.
     *
     * @throws UserError if a field or the file is missing, or the content is another
     */
    static PinnedFile of(Path folder, JsonConfig json) {
        String name = json.text("file", "model.pt");
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\\")) {
            throw new UserError("config " + json.origin() + ": file must be the name of a file beside config.json.");
        }
        String pinned = json.text("sha256", "");
        if (!SHA256.matcher(pinned).matches()) {
            throw new UserError("config " + json.origin() + ": sha256 must be the 64 hexadecimal digits that "
                    + "'sha256sum " + name + "' prints. A program runs only if it is the one you trust.");
        }
        Path path = folder.resolve(name);
        byte[] bytes = read(path);
        String actual = HexFormat.of().formatHex(sha256(bytes));
        if (!actual.equals(pinned.toLowerCase(Locale.ROOT))) {
            throw new UserError("file " + path + " has sha256 " + actual + ", but config.json pins " + pinned
                    + ". Get the trusted file again, or pin this one if you trust it.");
        }
        return new PinnedFile(path, bytes);
    }

    private static byte[] read(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new UserError("file " + path + " does not exist. Put it beside config.json.");
            }
            if (Files.size(path) > Integer.MAX_VALUE - 16) {
                throw new UserError("file " + path + " is larger than 2 GB. Export a smaller classifier.");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UserError("file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
