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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final int PATIENCE_SECONDS = 120;

    private static Optional<KubeServer> server = Optional.empty();

    static Stream<String> examples() {
        return Chart.examples().stream();
    }

    @BeforeAll
    static void aServerWithTheKindsOfOthers(@TempDir Path folder) {
        if (KubePrograms.missing(KubePrograms.SERVER).isPresent()) {
            return;
        }
        KubeServer started = KubePrograms.missing(KubePrograms.LIFE).isEmpty()
                ? KubeServer.startAlive(folder.resolve("kube"), World.NODES, "")
                : KubeServer.start(folder.resolve("kube"));
        server = Optional.of(started);
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + Chart.NAMESPACE + "}}");
        // of the pod that is a test, which a server does not take without it, not even in words
        kubectl("", "create", "serviceaccount", Chart.RELEASE, "--namespace", Chart.NAMESPACE);
        String kinds = resource("kinds-of-others.yaml");
        apply(kinds);
        Yaml.documents(kinds)
                .forEach(kind -> kubectl(
                        "",
                        "wait",
                        "--for=condition=Established",
                        "--timeout=60s",
                        "crd/" + Chart.Rendered.nameOf(kind)));
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

    static String resource(String name) {
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

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void anOverlayTakesCallersOfTheirOwn(String overlay, @TempDir Path folder) throws IOException {
        Path k8s =
                folder.toRealPath().relativize(Chart.REPOSITORY.resolve("k8s").toRealPath());
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                "resources: [%1$s/overlays/%2$s]\ncomponents: [%1$s/components/callers]\n".formatted(k8s, overlay));
        KubeServer.Answer built = kubectl("", "kustomize", folder.toString());
        assertThat(built.status()).as(built.text()).isZero();
        Yaml.documents(built.text()).stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .map(object -> object.at("/spec/template/spec"))
                .forEach(pod -> {
                    assertThat(Chart.variable(pod.at("/containers/0"), "FLIPSIDE_HTTP_TOKENS_FILE"))
                            .isEqualTo("/var/run/flipside/http/tokens");
                    assertThat(pod.path("volumes").findValue("secret").path("items"))
                            .hasSize(2);
                });
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
    void everyExampleIsInstalledAndItsPodsComeUpWhereTheyBelongAndItsTestPasses(String example) {
        assumeThat(KubePrograms.missing(KubePrograms.LIFE))
                .as(KubePrograms.missing(KubePrograms.LIFE).orElse(""))
                .isEmpty();
        String namespace = "example-" + example.replace(".yaml", "");
        Chart.Rendered rendered = Chart.render(Chart.example(example));
        Path config = server.orElseThrow().kubeconfig();
        try (World world = World.of(server.orElseThrow(), namespace, Chart.example(example), rendered)) {
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
                String ready = world.kubectl(
                        "get",
                        "deployment/" + Chart.Rendered.nameOf(deployment),
                        "-o=jsonpath={.status.readyReplicas}/{.spec.replicas}");
                assertThat(ready).as(Chart.Rendered.nameOf(deployment)).matches("([1-9][0-9]*)/\\1");
            }
            List<JsonNode> pods = world.pods();
            world.theyHaveWhatAKubeletLooksFor(pods);
            pods.forEach(world::isWhereItBelongs);
            // throws if the test's pod fails
            Helm.test(Chart.RELEASE)
                    .withNamespace(namespace)
                    .withKubeConfig(config)
                    .withTimeout(PATIENCE_SECONDS)
                    .call();
            assertThat(world.kubectl("get", "events", "--field-selector=involvedObject.name=flipside-test"))
                    .contains("Scheduled");
            Helm.uninstall(Chart.RELEASE)
                    .withNamespace(namespace)
                    .withKubeConfig(config)
                    .call();
        }
    }
}
