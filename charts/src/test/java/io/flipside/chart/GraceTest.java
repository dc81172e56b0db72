package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker that is told to go has the time that it needs: the kubelet waits longer than it does, and it longer than an update. */
class GraceTest {
    /** What a process does after its workers have ended, at most: two seconds for those that did not, the rest for connections. */
    private static final int CLOSING_SECONDS = 12;

    static Stream<String> examples() {
        return Chart.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void thePodsGraceIsLongerThanTheServicesWhichIsLongerThanTheLongestUpdateAndItsCheckpoint(String example) {
        ObjectNode values =
                Yaml.merged(Yaml.file(Chart.FOLDER.resolve(Path.of("values.yaml"))), Chart.example(example));
        Chart.Rendered rendered = Chart.render(Chart.example(example));
        for (JsonNode deployment : rendered.kind("Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");
            int service = Integer.parseInt(Chart.variable(container, "FLIPSIDE_GRACE"));
            assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                    .as(Chart.Rendered.nameOf(deployment))
                    .isGreaterThanOrEqualTo(service + CLOSING_SECONDS);
            if (Chart.variable(container, "FLIPSIDE_ROLES").equals("gpu")) {
                assertThat(service).isGreaterThan(work(values, Chart.variable(container, "FLIPSIDE_GENERATORS")));
            }
        }
    }

    private static int work(ObjectNode values, String generator) {
        return seconds(values, generator, "longestUpdateSeconds") + seconds(values, generator, "checkpointSeconds");
    }

    private static int seconds(ObjectNode values, String generator, String name) {
        JsonNode own = values.path("generators").path(generator).path(name);
        return (own.isMissingNode() ? values.path("generatorDefaults").path(name) : own).asInt();
    }
}
