package io.flipside.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/** A folder for short-lived files, which goes with all that is in it when it is closed. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes one among the system's temporary files.
     *
     * @param purpose part of its name, such as {@code demo}
     */
    public static ScratchFolder create(String purpose) {
        try {
            return new ScratchFolder(Files.createTempDirectory("flipside-" + purpose + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("making a folder for temporary files", e);
        }
    }

    /**
     * Makes one in a folder, which is made if it is missing.
     *
     * @param prefix of its name
     */
    public static ScratchFolder in(Path parent, String prefix) {
        try {
            Files.createDirectories(parent);
            return new ScratchFolder(Files.createTempDirectory(parent, prefix));
        } catch (IOException e) {
            throw new UncheckedIOException("making a folder for temporary files in " + parent, e);
        }
    }

    /** Works in one that goes afterwards. */
    public static <T> T using(Function<Path, T> work) {
        try (ScratchFolder folder = create("work")) {
            return work.apply(folder.path());
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + path, e);
        }
    }
}
