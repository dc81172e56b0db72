package io.flipside.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands as a page writes them. */
public final class WrittenCommands {
    private WrittenCommands() {}

    /**
     * Lines of the blocks of {@code sh} below a heading, up to the next heading, without what is said beside them.
     *
     * @throws AssertionError if there is no such heading or nothing below it
     */
    public static List<String> below(Path page, String heading) {
        List<String> lines = new ArrayList<>();
        boolean below = false;
        boolean inside = false;
        for (String line : read(page)) {
            if (line.startsWith("```")) {
                inside = below && line.equals("```sh");
            } else if (inside) {
                String command = line.replaceAll("\\s+#.*$", "").strip();
                if (!command.isEmpty() && !command.startsWith("#")) {
                    lines.add(command);
                }
            } else if (line.startsWith("#")) {
                below = line.replaceAll("^#+ ", "").equals(heading);
            }
        }
        if (lines.isEmpty()) {
            throw new AssertionError(page + " has no commands below '" + heading + "'");
        }
        return lines;
    }

    private static List<String> read(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
