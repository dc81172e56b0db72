package io.flipside.tensor;

import io.flipside.UserError;
import io.flipside.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The files that a model is read from, and the sha256 of the very bytes that were used: small files are read once, hashed
 * and parsed; weights are hashed in the mapping that their tensors came from. A file that changes meanwhile is noticed.
 */
public final class ReadFiles {
    private static final long MAX_CONFIG = 10_000_000;

    private final Path root;
    private final Map<Path, Used> used = new TreeMap<>();

    private record Used(Stamp stamp, Supplier<String> sha256) {}

    private record Stamp(long bytes, long modifiedMillis) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis());
        }
    }

    /**
     * Nothing read yet.
     *
     * @param root folder that names are relative to
     */
    public ReadFiles(Path root) {
        this.root = root;
    }

    /** Reads a {@code config.json}, or the one in a folder. */
    public JsonConfig config(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("config.json") : path;
        try {
            return JsonConfig.parse(file.toString(), read(file, MAX_CONFIG));
        } catch (NoSuchFileException e) {
            throw new UserError(
                    "config file " + file + " cannot be read: it does not exist. Put " + file.getFileName()
                            + " beside the weights.",
                    e);
        } catch (IOException e) {
            throw new UserError("config file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Opens weights as {@link Weights#open(Path)} does. */
    public Weights weights(Path path) {
        return Weights.open(path, HeaderLimits.MODEL, this);
    }

    /** As above, with limits for the header. */
    public Weights weights(Path path, HeaderLimits limits) {
        return Weights.open(path, limits, this);
    }

    /**
     * Reads a file whole.
     *
     * @param most bytes that it may have
     */
    public byte[] bytes(Path file, long most) {
        try {
            return read(file, most);
        } catch (NoSuchFileException e) {
            throw new UserError("file " + file + " does not exist. Put it beside config.json.", e);
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    SafetensorsFile safetensors(Path file, HeaderLimits limits) {
        try {
            Stamp stamp = Files.isRegularFile(file) ? Stamp.of(file) : new Stamp(0, 0);
            SafetensorsFile opened = SafetensorsFile.open(file, limits);
            used.put(file, new Used(stamp, opened::sha256));
            return opened;
        } catch (IOException e) {
            throw new UserError("weights file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private byte[] read(Path file, long most) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        Stamp stamp = Stamp.of(file);
        if (stamp.bytes() > most) {
            throw new IOException("it has " + stamp.bytes() + " bytes, more than " + most);
        }
        try (InputStream in = Files.newInputStream(file)) {
            // into one array of its size: a program of hundreds of megabytes would else be in memory twice
            byte[] bytes = new byte[(int) stamp.bytes()];
            if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
                throw new IOException("its size changed while it was read");
            }
            String sha256 = Sha256.of(bytes);
            used.put(file, new Used(stamp, () -> sha256));
            return bytes;
        }
    }

    /**
     * Every file read so far with its sha256, in lower-case hexadecimal. Weights are hashed now: call it once, when they
     * have been read.
     *
     * @throws UncheckedIOException if a file has changed since it was opened
     */
    public Map<String, String> sha256() {
        Map<String, String> result = new TreeMap<>();
        used.forEach((file, use) -> {
            result.put(name(file), use.sha256().get());
            try {
                if (!Stamp.of(file).equals(use.stamp())) {
                    throw new IOException("it changed while it was read");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("file " + file + " cannot be trusted: " + e.getMessage(), e);
            }
        });
        return result;
    }

    private String name(Path file) {
        Path relative = file.startsWith(root) ? root.relativize(file) : file.getFileName();
        return relative.toString().replace('\\', '/');
    }
}
