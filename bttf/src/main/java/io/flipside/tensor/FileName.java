package io.flipside.tensor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files that come out of files. */
public final class FileName {
    private FileName() {}

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
