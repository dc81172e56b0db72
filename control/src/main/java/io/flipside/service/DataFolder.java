package io.flipside.service;

import io.flipside.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that the services and caches of a process lie in: clips of others, and keys. For its owner only. */
public final class DataFolder {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    /** What we put there. */
    private static final Set<String> OURS =
            Set.of("s3", "kafka", "temporal", "cache", "lock", "addresses.properties", "services.log");

    private DataFolder() {}

    /**
     * Makes the folder, or closes one that is there, with all that we have put there.
     *
     * @throws UserError if it holds what is not ours and others may look into it: that is not for us to close
     */
    public static void close(Path folder) {
        try {
            if (!Files.exists(folder)) {
                make(folder);
            }
            List<Path> inside = entries(folder);
            if (isWide(folder)) {
                boolean ours = inside.isEmpty() || inside.stream().anyMatch(DataFolder::isOurs);
                if (!ours) {
                    throw new UserError("folder " + folder + " holds other files, and others may look into it. Give an"
                            + " empty or a new one with --data, or close it with 'chmod 700 " + folder + "'.");
                }
                Files.setPosixFilePermissions(folder, FOLDER);
            }
            for (Path entry : inside) {
                if (isOurs(entry) && isWide(entry)) {
                    closeAll(entry);
                }
            }
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be closed to others: " + e + ". Give another --data.", e);
        }
    }

    /** Makes a file for the owner only, or closes one that is there. */
    static Path file(Path file) {
        try {
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(file, FILE);
            } else {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("making " + file, e);
        }
    }

    private static void make(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileAttribute<?> closed = PosixFilePermissions.asFileAttribute(FOLDER);
        Files.createDirectory(folder, closed);
    }

    private static void closeAll(Path entry) throws IOException {
        try (Stream<Path> all = Files.walk(entry)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (!Files.isSymbolicLink(path)) {
                    Files.setPosixFilePermissions(path, Files.isDirectory(path) ? FOLDER : FILE);
                }
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static boolean isOurs(Path entry) {
        return OURS.contains(String.valueOf(entry.getFileName()));
    }

    private static boolean isWide(Path path) throws IOException {
        return !FOLDER.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
