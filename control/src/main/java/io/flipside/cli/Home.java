package io.flipside.cli;

import io.flipside.UserError;
import java.nio.file.Path;
import java.util.function.Function;

/** Where the shipped models are, and names for them. */
public final class Home {
    /** Name of the shipped small models. */
    public static final String TINY = "tiny";

    private Home() {}

    /** Folder of the models that requests may name. */
    public static Path models() {
        return root().resolve("embedded/models");
    }

    public static Path root() {
        String home = System.getProperty("flipside.home");
        if (home == null) {
            throw new UserError("the installation folder is not known. Start Flipside with its launcher, ./flipside.");
        }
        return Path.of(home);
    }

    /** A classifier by name or folder. */
    public static Path classifier(String name) {
        return named(name, root -> root.resolve("embedded/models/classifiers/tiny"));
    }

    /** A generator by name or folder. */
    public static Path generator(String name) {
        return named(name, root -> root.resolve("embedded/models/generators/tiny"));
    }

    private static Path named(String name, Function<Path, Path> shipped) {
        return name.equals(TINY) ? shipped.apply(root()) : Path.of(name);
    }
}
