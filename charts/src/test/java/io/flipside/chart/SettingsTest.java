package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chart and the manifests say to a process is a setting that there is. */
class SettingsTest {
    private static final Pattern NAME = Pattern.compile("`(FLIPSIDE_[A-Z_]+|_[A-Z_]+)`");
    /** Of the images' launcher, and of what runs in a cluster only: docs/images.md, docs/kubernetes.md. */
    private static final Pattern ELSEWHERE = Pattern.compile("FLIPSIDE_(HEAP|POD_.*|CONTROLLER_.*|SCALER_.*)");

    /** Which the manifests say beforehand, and which say nothing as long as there is no issuer. */
    private static final Set<String> OF_AN_ISSUER = Set.of("FLIPSIDE_OIDC_ROLES_CLAIM", "FLIPSIDE_OIDC_NAME_CLAIM");

    /** Values that have the chart say to all processes whatever it can. */
    private static final String EVERYTHING =
            """
            http:
              tokens: true
              oidc: {issuer: "https://issuer.example", audience: flipside, jwks: "https://issuer.example/keys"}
            store: {clipBuckets: [clips, more-clips]}
            temporal: {tls: true}
            telemetry: {tracesEndpoint: "http://collector:4317"}
            """;

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

    @Test
    void theManifestsNameEverySettingThatTheChartSaysToAllProcesses() throws IOException {
        JsonNode chart = Chart.render(Chart.values(EVERYTHING))
                .only("ConfigMap", "flipside-settings")
                .path("data");
        assertThat(chart.path("FLIPSIDE_STORE_CLIP_BUCKETS").asText()).isEqualTo("clips,more-clips");
        assertThat(chart.path("FLIPSIDE_HTTP_CHANGES").asText()).isEqualTo("600");
        Set<String> named = new TreeSet<>();
        chart.fieldNames().forEachRemaining(named::add);
        Path manifests = Chart.REPOSITORY.resolve("k8s");
        Properties settings = new Properties();
        settings.load(new StringReader(Files.readString(manifests.resolve("overlays/production/settings.env"))));
        Set<String> there = new TreeSet<>(settings.stringPropertyNames());
        for (String file : List.of("components/pod/pod.yaml", "components/callers/callers.yaml")) {
            Yaml.file(manifests.resolve(file))
                    .at("/spec/template/spec/containers/0/env")
                    .forEach(variable -> there.add(variable.path("name").asText()));
        }
        assertThat(there).containsAll(named);
        // and where the chart leaves something out unless it is asked for, the manifests leave it blank
        JsonNode plain = Chart.render(Chart.values(""))
                .only("ConfigMap", "flipside-settings")
                .path("data");
        settings.forEach((name, value) -> assertThat(value)
                .as(name.toString())
                .isEqualTo(plain.path(name.toString()).asText(OF_AN_ISSUER.contains(name) ? value.toString() : "")));
    }

    @Test
    void aPodOfTheManifestsGoesByTheNamesThatOneOfTheChartGoesBy() {
        JsonNode pod = Yaml.file(Chart.REPOSITORY.resolve("k8s/components/pod/pod.yaml"))
                .at("/spec/template/spec/containers/0");
        JsonNode chart = Chart.render(Chart.values(""))
                .only("Deployment", "flipside-api")
                .at("/spec/template/spec/containers/0");
        assertThat(Chart.variable(pod, "FLIPSIDE_HTTP_HOSTS").replace("$(POD_NAMESPACE)", Chart.NAMESPACE))
                .isEqualTo(Chart.variable(chart, "FLIPSIDE_HTTP_HOSTS"));
    }

    @Test
    void theSecretOfCallersHoldsTheFileThatIsNamed() {
        JsonNode chart = Chart.render(Chart.values("http: {tokens: true}"))
                .only("Deployment", "flipside-api")
                .at("/spec/template/spec/volumes");
        JsonNode manifest = Yaml.file(Chart.REPOSITORY.resolve("k8s/components/callers/callers.yaml"))
                .at("/spec/template/spec/volumes/0");
        assertThat(chart.findValues("secret").get(0).path("items")).isEqualTo(manifest.at("/secret/items"));
    }
}
