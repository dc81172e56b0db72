package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod of every worked example: the profile "restricted" of Kubernetes, and more. */
class SafePodsTest {
    static Stream<String> examples() {
        return Chart.examples().stream();
    }

    private static List<JsonNode> containers(JsonNode pod) {
        List<JsonNode> containers = new ArrayList<>();
        pod.path("initContainers").forEach(containers::add);
        pod.path("containers").forEach(containers::add);
        return containers;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noPodRunsAsRootOrWritesItsRootOrHasACapability(String example) {
        Chart.Rendered rendered = Chart.render(Chart.example(example));
        assertThat(rendered.pods()).hasSizeGreaterThan(3);
        for (JsonNode pod : rendered.pods()) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                    .isFalse();
            for (JsonNode container : containers(pod)) {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
                assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyContainerHasABoundOnItsMemoryAndWritesOnlyToVolumesThatHaveOne(String example) {
        for (JsonNode pod : Chart.render(Chart.example(example)).pods()) {
            containers(pod).forEach(container -> assertThat(
                            container.at("/resources/limits/memory").asText())
                    .isNotEmpty());
            pod.path("volumes").forEach(volume -> {
                assertThat(volume.has("hostPath")).isFalse();
                if (volume.has("emptyDir")) {
                    assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noSecretIsWrittenDownAndOnlyThoseThatTalkToTheClusterHoldItsToken(String example) {
        Chart.Rendered rendered = Chart.render(Chart.example(example));
        assertThat(rendered.kind("Secret")).isEmpty();
        for (JsonNode deployment : rendered.kind("Deployment")) {
            String role = deployment.at("/metadata/labels/flipside.io~1role").asText();
            assertThat(deployment
                            .at("/spec/template/spec/automountServiceAccountToken")
                            .asBoolean(true))
                    .as(role)
                    .isEqualTo(role.equals("gpu") || role.equals("controller"));
            deployment.at("/spec/template/spec/containers/0/env").forEach(variable -> {
                if (variable.path("name").asText().matches(".*(SECRET|API_KEY|JAAS|PASSWORD).*")) {
                    assertThat(variable.has("value")).isFalse();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyDeploymentIsProbedUnderANameThatItsBorderKnows(String example) {
        for (JsonNode deployment : Chart.render(Chart.example(example)).kind("Deployment")) {
            JsonNode container = deployment.at("/spec/template/spec/containers/0");
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode asked = container.path(probe).path("httpGet");
                assertThat(asked.path("path").asText()).startsWith("/q/health/");
                assertThat(asked.at("/httpHeaders/0/value").asText()).isEqualTo("localhost");
            }
        }
    }
}
