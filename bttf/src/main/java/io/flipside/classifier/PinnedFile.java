package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.file.Sha256;
import io.flipside.tensor.FileName;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Path;
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
    private static final long MAX_BYTES = Integer.MAX_VALUE - 16L;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    /**
     * Reads {@code file}, by default {@code model.pt}, beside {@code config.json} and compares it with {@code sha256}.
     *
     * @throws UserError if a field or the file is missing, or the content is another
     */
    static PinnedFile of(Path folder, JsonConfig json, ReadFiles files) {
        String name = json.text("file", "model.pt");
        if (!FileName.isBare(name)) {
            throw new UserError("config " + json.origin() + ": file must be the name of a file beside config.json.");
        }
        String pinned = json.text("sha256", "");
        if (!SHA256.matcher(pinned).matches()) {
            throw new UserError("config " + json.origin() + ": sha256 must be the 64 hexadecimal digits that "
                    + "'sha256sum " + Printable.of(name) + "' prints. A program runs only if it is the one you trust.");
        }
        Path path = folder.resolve(name);
        byte[] bytes = files.bytes(path, MAX_BYTES);
        String actual = Sha256.of(bytes);
        if (!actual.equals(pinned.toLowerCase(Locale.ROOT))) {
            throw new UserError("file " + path + " has sha256 " + actual + ", but config.json pins " + pinned
                    + ". Get the trusted file again, or pin this one if you trust it.");
        }
        return new PinnedFile(path, bytes);
    }
}
