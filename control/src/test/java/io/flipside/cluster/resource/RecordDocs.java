package io.flipside.cluster.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of a record says of its components: so {@code kubectl explain} says the same. */
final class RecordDocs {
    private static final List<String> MODULES = List.of("workflows", "control", "records");

    private RecordDocs() {}

    /** Of a component; empty if its record says nothing. */
    static Optional<String> of(Class<?> type, String component) {
        return source(type)
                .flatMap(source -> javadoc(source, type.getSimpleName()))
                .flatMap(doc -> param(doc, component));
    }

    private static Optional<String> source(Class<?> type) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        String file = top.getName().replace('.', '/') + ".java";
        return MODULES.stream()
                .map(module -> Path.of("..", module, "src/main/java", file))
                .filter(Files::exists)
                .findFirst()
                .map(RecordDocs::read);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> javadoc(String source, String record) {
        Matcher declared = Pattern.compile("record " + record + "\\(").matcher(source);
        if (!declared.find()) {
            return Optional.empty();
        }
        int begin = source.lastIndexOf("/**", declared.start());
        int end = source.indexOf("*/", Math.max(0, begin));
        return begin < 0 || end > declared.start() ? Optional.empty() : Optional.of(source.substring(begin, end));
    }

    private static Optional<String> param(String doc, String component) {
        Matcher param = Pattern.compile("@param " + component + " (.*?)(?=@param|@throws|\\z)", Pattern.DOTALL)
                .matcher(doc);
        return param.find() ? Optional.of(plain(param.group(1))) : Optional.empty();
    }

    private static String plain(String text) {
        return text.replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@(?:code|link) #?([^}]*)\\}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
