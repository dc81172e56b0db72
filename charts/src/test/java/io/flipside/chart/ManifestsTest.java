package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -k} makes, as far as files alone say it. */
class ManifestsTest {
    private static final Path MANIFESTS = Chart.REPOSITORY.resolve("k8s");
    private static final int CLOSING_SECONDS = 12;

    private static JsonNode pod() {
        return Yaml.file(MANIFESTS.resolve("components/pod/pod.yaml")).at("/spec/template/spec");
    }

    private static List<JsonNode> documents(String file) throws IOException {
        return Yaml.documents(Files.readString(MANIFESTS.resolve(file)));
    }

    @Test
    void everyFileThatAKustomizationNamesIsThere() throws IOException {
        try (Stream<Path> all = Files.walk(MANIFESTS)) {
            for (Path file :
                    all.filter(path -> path.endsWith("kustomization.yaml")).toList()) {
                JsonNode kustomization = Yaml.file(file);
                for (String list : List.of("resources", "components")) {
                    kustomization.path(list).forEach(name -> assertThat(
                                    file.getParent().resolve(name.asText()))
                            .exists());
                }
                kustomization.path("patches").forEach(patch -> assertThat(
                                file.getParent().resolve(patch.path("path").asText()))
                        .isRegularFile());
            }
        }
    }

    @Test
    void aPodIsAsSafeAsThoseOfTheChartAndHasTimeToEnd() {
        JsonNode chart = Chart.render(Chart.values(""))
                .only("Deployment", "flipside-cpu")
                .at("/spec/template/spec");
        for (String part :
                List.of("/containers/0/securityContext", "/securityContext/runAsUser", "/containers/0/args")) {
            assertThat(pod().at(part)).as(part).isEqualTo(chart.at(part));
        }
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(pod().at("/containers/0/" + probe)).isEqualTo(chart.at("/containers/0/" + probe));
        }
        int service = Integer.parseInt(Chart.variable(pod().at("/containers/0"), "FLIPSIDE_GRACE"));
        assertThat(pod().path("terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(service + CLOSING_SECONDS);
    }

    @Test
    void everyRoleOfProductionHasABudgetAndABoundOnItsMemory() throws IOException {
        List<String> budgets = documents("overlays/production/budgets.yaml").stream()
                .map(Chart.Rendered::nameOf)
                .toList();
        List<JsonNode> roles = documents("overlays/production/roles.yaml");
        assertThat(roles.stream().map(Chart.Rendered::nameOf)).containsExactlyInAnyOrderElementsOf(budgets);
        assertThat(roles).allMatch(role -> !role.at("/spec/template/spec/containers/0/resources/limits/memory")
                .asText()
                .isEmpty());
    }
}
