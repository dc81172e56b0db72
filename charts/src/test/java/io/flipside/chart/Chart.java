package io.flipside.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart, rendered with values as {@code helm template} does it. */
final class Chart {
    static final Path FOLDER = Path.of("flipside");
    static final Path REPOSITORY = Path.of("..");
    static final String RELEASE = "flipside";
    static final String NAMESPACE = "audits";
    static final String KUBERNETES = "1.37.2";

    private static final Path COPY = ChartCopy.make(FOLDER, folder());

    private Chart() {}

    private static Path folder() {
        try {
            return Files.createDirectories(Files.createTempDirectory("chart").resolve(RELEASE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The worked values, by file name. */
    static List<String> examples() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode example(String name) {
        return Yaml.file(FOLDER.resolve("examples").resolve(name));
    }

    /** The smallest worked values, with changes in YAML. */
    static ObjectNode values(String changes) {
        return Yaml.merged(example("kind.yaml"), Yaml.object(changes));
    }

    /** What the chart makes of values. */
    static Rendered render(ObjectNode values) {
        return new Rendered(Yaml.documents(text(values)).stream()
                .filter(object -> !ChartCopy.NOTES.equals(Rendered.nameOf(object)))
                .toList());
    }

    /** What Helm says after an installation. */
    static String notes(ObjectNode values) {
        return new Rendered(Yaml.documents(text(values)))
                .only("ConfigMap", ChartCopy.NOTES)
                .at("/data/text")
                .asText();
    }

    /** The same, as it would be applied. */
    static String text(ObjectNode values) {
        return inFile(values, file -> new Helm(COPY)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(file)
                .call());
    }

    /** What Helm has against values; fails if it has nothing. */
    static String refusal(ObjectNode values) {
        try {
            text(values);
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("the chart takes " + Yaml.text(values));
    }

    /** Work with a file of values. */
    interface WithFile<T> {
        T apply(Path file);
    }

    static <T> T inFile(ObjectNode values, WithFile<T> work) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, Yaml.text(values));
                return work.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Objects, as the cluster would get them. */
    record Rendered(List<JsonNode> objects) {
        List<JsonNode> kind(String kind) {
            return objects.stream()
                    .filter(object -> object.path("kind").asText().equals(kind))
                    .toList();
        }

        JsonNode only(String kind, String name) {
            return kind(kind).stream()
                    .filter(object -> name.equals(nameOf(object)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " among "
                            + kind(kind).stream().map(Rendered::nameOf).toList()));
        }

        /** Specifications of the pods of all that makes pods, and of pods. */
        List<JsonNode> pods() {
            return Stream.concat(
                            kind("Deployment").stream().map(made -> made.at("/spec/template/spec")),
                            kind("Pod").stream().map(pod -> pod.path("spec")))
                    .toList();
        }

        static String nameOf(JsonNode object) {
            return object.at("/metadata/name").asText();
        }
    }

    /** Value of a variable of a container; empty text if it has none or another source. */
    static String variable(JsonNode container, String name) {
        return Stream.iterate(0, i -> i < container.path("env").size(), i -> i + 1)
                .map(i -> container.path("env").get(i))
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElse("");
    }
}
