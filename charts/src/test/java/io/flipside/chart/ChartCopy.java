package io.flipside.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The chart with two things that {@code helm template} as a library leaves out: hooks, which are ordinary objects here, and its
 * notes, which are the text of a config map.
 */
final class ChartCopy {
    static final String NOTES = "notes-of-the-chart";
    private static final String AS_OBJECT =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s}
            data:
              text: |-
                {{- tpl (.Files.Get "files/NOTES.txt") . | nindent 4 }}
            """
                    .formatted(NOTES);

    private ChartCopy() {}

    /** Made below a folder. */
    static Path make(Path original, Path into) {
        try (Stream<Path> all = Files.walk(original)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = into.resolve(original.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, withoutHooks(Files.readString(file)));
            }
            Files.copy(original.resolve("templates/NOTES.txt"), into.resolve("files/NOTES.txt"));
            Files.writeString(into.resolve("templates/notes.yaml"), AS_OBJECT);
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutHooks(String text) {
        return text.lines()
                .filter(line -> !line.strip().startsWith("helm.sh/hook"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
