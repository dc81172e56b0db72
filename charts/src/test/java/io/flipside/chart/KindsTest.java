package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart of the kinds has those that are generated, and keeps them when it goes. */
class KindsTest {
    static final Path CHART = Path.of("flipside-crds");
    private static final Path GENERATED = Chart.REPOSITORY.resolve("k8s/crds");

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void itsFilesAreThoseThatAreGenerated() throws IOException {
        assumeThat(GENERATED).as("SKIPPED: no k8s/crds to compare with").isDirectory();
        if (Boolean.getBoolean("flipside.crds.write")) {
            for (Map.Entry<String, String> file : files(GENERATED).entrySet()) {
                Files.writeString(CHART.resolve("files").resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(files(CHART.resolve("files")))
                .as("write them anew with -Dflipside.crds.write=true")
                .isEqualTo(files(GENERATED));
    }

    @Test
    void aKindOutlivesTheReleaseAndIsOtherwiseAsItWasGenerated() throws IOException {
        List<JsonNode> kinds = Yaml.documents(new Helm(CHART)
                .template()
                .withName("kinds")
                .withKubeVersion(Chart.KUBERNETES)
                .call());
        assertThat(kinds).hasSize(2);
        for (JsonNode kind : kinds) {
            assertThat(kind.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                    .isEqualTo("keep");
            JsonNode file = Yaml.file(CHART.resolve("files").resolve(Chart.Rendered.nameOf(kind) + ".yaml"));
            assertThat(kind.path("spec")).isEqualTo(file.path("spec"));
        }
    }
}
