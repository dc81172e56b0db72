package io.flipside.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders by kind and name: {@code KIND/NAME} below a root. What is looked for is a name, never a path.
 *
 * @param root holds a folder for each kind
 */
public record NamedFolders(Path root) {
    /** What a name may be: letters, digits, dots, hyphens, underscores. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Whether this can be a name, and is no path. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The folder of a name, if there is one. */
    public Optional<Path> find(String kind, String name) {
        Path folder = root.resolve(kind).resolve(isName(name) ? name : ".");
        return isName(name) && Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    /** The names of a kind, sorted; none if there is no such folder. */
    public List<String> names(String kind) {
        try (Stream<Path> folders = Files.list(root.resolve(kind))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(NamedFolders::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
