package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.flipside.kube.KubePrograms;
import io.flipside.kube.KubeServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a real API server says of every object, and what becomes of every worked example where pods run in words alone:
 * scheduler and controllers are real, nodes and containers are not.
 */
class OnAClusterTest {
    private static final String[] ASKED = {"--dry-run=server", "--validate=strict", "--namespace", Chart.NAMESPACE};
    private static final int PATIENCE_SECONDS = 300;
    private static final int NODES = 3;

    private static Optional<KubeServer> server = Optional.empty();

    static Stream<String> examples() {
        return Chart.examples().stream();
    }

    @BeforeAll
    static void aServerWithTheKindsOfOthers(@TempDir Path folder) {
        if (KubePrograms.missing(KubePrograms.SERVER).isPresent()) {
            return;
        }
        KubeServer started = KubeServer.start(folder.resolve("kube"));
        server = Optional.of(started);
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + Chart.NAMESPACE + "}}");
        String kinds = resource("kinds-of-others.yaml");
        apply(kinds);
        Yaml.documents(kinds)
                .forEach(kind -> kubectl(
                        "",
                        "wait",
                        "--for=condition=Established",
                        "--timeout=60s",
                        "crd/" + Chart.Rendered.nameOf(kind)));
        if (KubePrograms.missing(KubePrograms.LIFE).isEmpty()) {
            started.live(NODES);
        }
    }

    @AfterAll
    static void stop() {
        server.ifPresent(KubeServer::close);
    }

    @BeforeEach
    void passedOverWithAWordWithoutOne() {
        assumeThat(KubePrograms.missing(KubePrograms.SERVER))
                .as(KubePrograms.missing(KubePrograms.SERVER).orElse(""))
                .isEmpty();
    }

    private static KubeServer.Answer kubectl(String input, String... arguments) {
        return server.orElseThrow().kubectl(input, arguments);
    }

    private static void apply(String objects, String... arguments) {
        KubeServer.Answer answer = kubectl(
                objects,
                Stream.concat(Stream.of("apply", "-f", "-"), Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(answer.status()).as(answer.text()).isZero();
    }

    private static String resource(String name) {
        try (InputStream in = OnAClusterTest.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theServerTakesEveryObjectOfEveryExampleWithNoFieldThatItDoesNotKnow(String example) {
        apply(Chart.text(Chart.example(example)), ASKED);
    }

    @Test
    void aFieldThatNobodyKnowsIsRefusedSoTheAnswersCount() {
        String wrong = Chart.text(Chart.values("")).replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");
        assertThat(kubectl(wrong, "apply", "-f", "-", ASKED[0], ASKED[1], ASKED[2], ASKED[3])
                        .text())
                .contains("readOnlyRootFileSystem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void theServerTakesEveryObjectOfEveryOverlay(String overlay) {
        KubeServer.Answer built = kubectl(
                "",
                "kustomize",
                Chart.REPOSITORY.resolve("k8s/overlays/" + overlay).toString());
        assertThat(built.status()).as(built.text()).isZero();
        apply(built.text(), ASKED);
    }

    @Test
    void theServerTakesTheKinds() {
        String kinds = new Helm(KindsTest.CHART)
                .template()
                .withName("kinds")
                .withKubeVersion(Chart.KUBERNETES)
                .call();
        apply(kinds, "--server-side", "--dry-run=server", "--validate=strict");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsInstalledAndItsPodsComeUp(String example) {
        assumeThat(KubePrograms.missing(KubePrograms.LIFE))
                .as(KubePrograms.missing(KubePrograms.LIFE).orElse(""))
                .isEmpty();
        String namespace = "example-" + example.replace(".yaml", "");
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        Chart.Rendered rendered = Chart.render(Chart.example(example));
        world(rendered, namespace);
        Path config = server.orElseThrow().kubeconfig();
        Chart.inFile(Chart.example(example), values -> new Helm(Chart.FOLDER)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(namespace)
                .withValuesFile(values)
                .withKubeConfig(config)
                .waitReady()
                .withTimeout(PATIENCE_SECONDS)
                .call());
        for (JsonNode deployment : rendered.kind("Deployment")) {
            KubeServer.Answer ready = kubectl(
                    "",
                    "get",
                    "deployment/" + Chart.Rendered.nameOf(deployment),
                    "--namespace=" + namespace,
                    "-o=jsonpath={.status.readyReplicas}/{.spec.replicas}");
            assertThat(ready.text()).as(Chart.Rendered.nameOf(deployment)).matches("([1-9][0-9]*)/\\1");
        }
        Helm.uninstall(Chart.RELEASE)
                .withNamespace(namespace)
                .withKubeConfig(config)
                .call();
    }

    /** What an example takes for granted: nodes of its kind, its volume, its class of devices. */
    private static void world(Chart.Rendered rendered, String namespace) {
        for (int node = 0; node < NODES; node++) {
            String gpus = "{\"nvidia.com/gpu\": \"2\"}";
            kubectl(
                    "",
                    "patch",
                    "node/node-" + node,
                    "--subresource=status",
                    "-p",
                    "{\"status\": {\"capacity\": " + gpus + ", \"allocatable\": " + gpus + "}}");
            if (!rendered.kind("ResourceClaimTemplate").isEmpty()) {
                apply(resource("devices.yaml").replace("NODE", "node-" + node));
            }
        }
        for (JsonNode deployment : rendered.kind("Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            pod.path("nodeSelector")
                    .fields()
                    .forEachRemaining(label -> kubectl(
                            "",
                            "label",
                            "nodes",
                            "--all",
                            "--overwrite",
                            label.getKey() + "=" + label.getValue().asText()));
            pod.path("volumes").forEach(volume -> {
                String claim = volume.at("/persistentVolumeClaim/claimName").asText();
                if (!claim.isEmpty()) {
                    apply(resource("volume.yaml").replace("CLAIM", claim).replace("NAMESPACE", namespace));
                }
            });
        }
    }
}
