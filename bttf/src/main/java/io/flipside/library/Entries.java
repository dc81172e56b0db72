package io.flipside.library;

import io.flipside.tensor.FileName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the folders of entries lie. A name is a link to one, so that a new folder takes the old one's place in a single
 * step: at any moment the name leads to a whole entry or to none.
 */
final class Entries {
    private static final String FOLDER = ".entries";

    private Entries() {}

    static Path of(Path root) {
        return root.resolve(FOLDER);
    }

    /** Makes a folder that lies in {@link #of} what a name leads to. */
    static void publish(Path folder, Path name, Path root) {
        try {
            Files.createDirectories(FileName.folderOf(name));
            Path before = target(name);
            Path kept = Files.createTempDirectory(of(root), name.getFileName() + "-");
            Files.move(folder, kept, StandardCopyOption.ATOMIC_MOVE);
            Path link = kept.resolveSibling(kept.getFileName() + ".link");
            Files.createSymbolicLink(link, FileName.folderOf(name).relativize(kept));
            Files.move(link, name, StandardCopyOption.ATOMIC_MOVE);
            deleteOurs(before);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the library " + root, e);
        }
    }

    static void remove(Path name, Path root) {
        try {
            Path before = target(name);
            Files.deleteIfExists(name);
            deleteOurs(before);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the library " + root, e);
        }
    }

    // what is no link of ours leads nowhere that may be deleted
    private static Path target(Path name) throws IOException {
        return Files.isSymbolicLink(name)
                ? FileName.folderOf(name).resolve(Files.readSymbolicLink(name)).normalize()
                : name;
    }

    // a folder that somebody else put there is not ours to delete
    private static void deleteOurs(Path folder) {
        if (FileName.folderOf(folder).endsWith(FOLDER)) {
            delete(folder);
        }
    }

    /** Deletes a folder: links go, what they lead to stays. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + folder, e);
        }
    }
}
