package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API server says of every object, and what becomes of every worked example where pods run, simulated or not. */
class OnAClusterTest {
    private static final String[] ASKED = {"--dry-run=server", "--validate=strict", "--namespace", Chart.NAMESPACE};
    private static final int PATIENCE_SECONDS = 180;

    private final Optional<Cluster> named = Cluster.named();

    static Stream<String> examples() {
        return Chart.examples().stream();
    }

    private Cluster cluster() {
        return named.orElseThrow();
    }

    @BeforeEach
    void aNamespaceAndTheKindsOfOthers() {
        assumeThat(named).as(Cluster.SKIPPED).isPresent();
        cluster().apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + Chart.NAMESPACE + "}}");
        String kinds = resource("kinds-of-others.yaml");
        cluster().apply(kinds);
        Yaml.documents(kinds).forEach(kind -> cluster()
                .kubectl("", "wait", "--for=condition=Established", "--timeout=60s", "crd/" + Chart.Rendered.nameOf(kind)));
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
        cluster().apply(Chart.text(Chart.example(example)), ASKED);
    }

    @Test
    void aFieldThatNobodyKnowsIsRefusedSoTheAnswersCount() {
        String wrong = Chart.text(Chart.values("")).replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");
        assertThat(cluster().kubectl(wrong, "apply", "-f", "-", ASKED[0], ASKED[1], ASKED[2], ASKED[3]).text())
                .contains("readOnlyRootFileSystem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void theServerTakesEveryObjectOfEveryOverlay(String overlay) {
        Cluster.Said built = cluster()
                .kubectl("", "kustomize", Chart.REPOSITORY.resolve("k8s/overlays/" + overlay).toString());
        assertThat(built.status()).as(built.text()).isZero();
        cluster().apply(built.text(), ASKED);
    }

    @Test
    void theServerTakesTheKinds() {
        String kinds = new Helm(Path.of("flipside-crds"))
                .template()
                .withName("kinds")
                .withKubeVersion("1.37.2")
                .call();
        cluster().apply(kinds, "--server-side", "--dry-run=server", "--validate=strict");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsInstalledAndItsPodsComeUp(String example) {
        assumeThat(System.getenv("FLIPSIDE_KUBE_PODS"))
                .as("SKIPPED: say FLIPSIDE_KUBE_PODS=true where the cluster's pods run, simulated or not.")
                .isEqualTo("true");
        String name = example.replace(".yaml", "").toLowerCase(Locale.ROOT);
        String namespace = "example-" + name;
        cluster().apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        Chart.Rendered rendered = Chart.render(Chart.example(example));
        world(rendered, namespace);
        Chart.inFile(Chart.example(example), values -> new Helm(Chart.FOLDER)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(namespace)
                .withValuesFile(values)
                .withKubeConfig(cluster().config())
                .waitReady()
                .withTimeout(PATIENCE_SECONDS)
                .call());
        try {
            for (JsonNode deployment : rendered.kind("Deployment")) {
                Cluster.Said ready = cluster()
                        .kubectl(
                                "",
                                "get",
                                "deployment/" + Chart.Rendered.nameOf(deployment),
                                "--namespace=" + namespace,
                                "-o=jsonpath={.status.readyReplicas}/{.spec.replicas}");
                assertThat(ready.text()).matches("([1-9][0-9]*)/\\1");
            }
        } finally {
            Helm.uninstall(Chart.RELEASE)
                    .withNamespace(namespace)
                    .withKubeConfig(cluster().config())
                    .call();
            cluster().kubectl("", "delete", "namespace", namespace, "--wait=false");
        }
    }

    /** What an example takes for granted: nodes of its kind, its volume, its class of devices. */
    private void world(Chart.Rendered rendered, String namespace) {
        for (JsonNode deployment : rendered.kind("Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            pod.path("nodeSelector").fields().forEachRemaining(label -> cluster()
                    .kubectl(
                            "",
                            "label",
                            "nodes",
                            "--all",
                            "--overwrite",
                            label.getKey() + "=" + label.getValue().asText()));
            pod.path("volumes").forEach(volume -> {
                String claim = volume.at("/persistentVolumeClaim/claimName").asText();
                if (!claim.isEmpty()) {
                    cluster().apply(resource("volume.yaml").replace("CLAIM", claim).replace("NAMESPACE", namespace));
                }
            });
        }
        if (!rendered.kind("ResourceClaimTemplate").isEmpty()) {
            devices();
        }
    }

    private void devices() {
        List<String> nodes = new ArrayList<>();
        for (String node : cluster()
                .kubectl("", "get", "nodes", "-o=jsonpath={.items[*].metadata.name}")
                .text()
                .split(" ")) {
            nodes.add(node);
        }
        nodes.forEach(node -> cluster().apply(resource("devices.yaml").replace("NODE", node)));
    }
}
