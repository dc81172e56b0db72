package io.flipside.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measured tables, for docs/measured.md. */
final class Tables {
    private Tables() {}

    static void write(String name, List<String> lines) {
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("flipside.tables", "target/tables")));
            Files.write(folder.resolve(name + ".txt"), lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
