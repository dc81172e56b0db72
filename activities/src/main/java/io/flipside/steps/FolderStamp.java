package io.flipside.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a look at the names in a folder tells of its files, without reading them: a changed stamp means that they must be
 * read again.
 *
 * @param files size, time and identity by path
 * @param bytes of all of them
 */
record FolderStamp(Map<String, String> files, long bytes) {
    FolderStamp {
        files = Map.copyOf(files);
    }

    /** Of a folder and all below it, or of one file. */
    static FolderStamp of(Path path) {
        Map<String, String> files = new TreeMap<>();
        long bytes = 0;
        // a name of the library is a link to a folder
        Path root = real(path);
        try (Stream<Path> below = Files.walk(root)) {
            for (Path file : below.filter(Files::isRegularFile).toList()) {
                BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                files.put(root.relativize(file).toString(), a.size() + " " + a.lastModifiedTime() + " " + a.fileKey());
                bytes += a.size();
            }
            return new FolderStamp(files, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("looking at " + path, e);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("looking at " + path, e);
        }
    }
}
