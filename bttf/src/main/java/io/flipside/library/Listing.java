package io.flipside.library;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What lies in a folder, by names.
 *
 * @param folder where
 * @param entries files and folders in it, sorted
 */
record Listing(Path folder, List<Path> entries) {
    Listing {
        entries = List.copyOf(entries);
    }

    /** Looks into a folder; one that is not there holds nothing. */
    static Listing of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Listing(folder, List.of());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return new Listing(folder, entries.sorted().toList());
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be listed: " + e.getMessage() + ".", e);
        }
    }

    /** Whether there is a file or folder of this name. */
    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Files whose names end so, whatever the case. */
    List<Path> ending(String... endings) {
        return entries.stream()
                .filter(file -> !Files.isDirectory(file) && endsWith(file, endings))
                .toList();
    }

    static boolean endsWith(Path file, String... endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(endings).anyMatch(name::endsWith);
    }
}
