package io.flipside.tensor;

import io.flipside.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/** Which code computes: a digest of the jar or folder that a class comes from, the same for equal builds. */
public final class CodeVersion {
    private static final int DIGITS = 16;

    private CodeVersion() {}

    /**
     * The version of the code around a class; {@code unknown} where the virtual machine does not say where it is from.
     */
    public static String of(Class<?> anchor) {
        CodeSource source = anchor.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "unknown";
        }
        try {
            return digest(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException("reading the code at " + source.getLocation(), e);
        }
    }

    private static String digest(Path root) throws IOException {
        Sha256 digest = new Sha256();
        for (Path file : files(root)) {
            digest.add(ByteBuffer.wrap(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8)));
            try (InputStream in = digest.reading(Files.newInputStream(file))) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return digest.hex().substring(0, DIGITS);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> below = Files.walk(root)) {
            return below.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
