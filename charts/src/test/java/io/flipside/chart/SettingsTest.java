package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chart and the manifests say to a process is a setting that there is. */
class SettingsTest {
    private static final Pattern NAME = Pattern.compile("`(FLIPSIDE_[A-Z_]+|_[A-Z_]+)`");
    /** Of the images' launcher, and of what runs in a cluster only: docs/images.md, docs/kubernetes.md. */
    private static final Pattern ELSEWHERE = Pattern.compile("FLIPSIDE_(HEAP|POD_.*|CONTROLLER_.*|SCALER_.*)");

    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String row : Files.readAllLines(Chart.REPOSITORY.resolve("docs/service.md"))) {
            if (!row.startsWith("| `FLIPSIDE_")) {
                continue;
            }
            String[] family = {""};
            NAME.matcher(row.split("\\|")[1])
                    .results()
                    .map(found -> found.group(1))
                    .forEach(name -> {
                        if (name.startsWith("_")) {
                            names.add(family[0] + name);
                        } else {
                            family[0] = name.substring(0, Math.max(0, name.indexOf('_', "FLIPSIDE_".length())));
                            names.add(name);
                        }
                    });
        }
        return names;
    }

    private static boolean isKnown(String name, Set<String> documented) {
        return !name.startsWith("FLIPSIDE_")
                || documented.contains(name)
                || name.startsWith("FLIPSIDE_KAFKA_")
                || ELSEWHERE.matcher(name).matches();
    }

    @Test
    void everyVariableOfEveryExampleIsDocumented() throws IOException {
        Set<String> documented = documented();
        assertThat(documented).hasSizeGreaterThan(20);
        for (String example : Chart.examples()) {
            Chart.Rendered rendered = Chart.render(Chart.example(example));
            Set<String> used = new TreeSet<>();
            rendered.only("ConfigMap", "flipside-settings")
                    .path("data")
                    .fieldNames()
                    .forEachRemaining(used::add);
            for (JsonNode pod : rendered.pods()) {
                pod.at("/containers/0/env")
                        .forEach(variable -> used.add(variable.path("name").asText()));
            }
            assertThat(used).as(example).allMatch(name -> isKnown(name, documented));
        }
    }

    @Test
    void noManifestNamesAnotherSettingThanThereIs() throws IOException {
        Set<String> documented = documented();
        try (var files = Files.walk(Chart.REPOSITORY.resolve("k8s"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile("FLIPSIDE_[A-Z_]+")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> assertThat(isKnown(found.group(), documented))
                                .as(file + ": " + found.group())
                                .isTrue());
            }
        }
    }
}
