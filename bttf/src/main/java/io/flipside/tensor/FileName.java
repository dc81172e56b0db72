package io.flipside.tensor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names and places of files. */
public final class FileName {
    private FileName() {}

    /** The folder that a file lies in. */
    public static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Whether this names a file of the same folder, on a system that can have such a name. */
    public static boolean isBare(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\\")) {
            return false;
        }
        try {
            return Path.of(name).getNameCount() == 1;
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
