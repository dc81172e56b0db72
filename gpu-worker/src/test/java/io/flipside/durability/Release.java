package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.kube.KubeServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The chart installed in a namespace, beside services of this machine, as docs/chart.md says. */
final class Release implements AutoCloseable {
    private static final String NAME = "flipside";
    private static final String TOKEN = "0123456789abcdef".repeat(4);
    private static final Path CHART = Path.of(System.getProperty("flipside.home"), "charts/flipside");

    private final KubeServer kube;
    private final String namespace;

    private Release(KubeServer kube, String namespace) {
        this.kube = kube;
        this.namespace = namespace;
    }

    /**
     * Values of the chart in YAML, beside those that say where things are.
     *
     * @param settings of the services and models
     * @param generator of the only one, which is {@code tiny}
     * @param others of what else there is
     */
    record Values(Map<String, String> settings, String generator, String others) {
        String text() {
            return """
                    temporal: {target: "%s"}
                    store: {endpoint: "%s", secret: flipside-store}
                    kafka: {bootstrapServers: "%s"}
                    http: {secret: flipside-http}
                    telemetry: {logJson: false}
                    podLabels: {%s: here}
                    generators:
                      tiny:
                        gpu: {count: 1}
                        env: {FLIPSIDE_MODELS: "%s"}
                    %s
                    %s
                    """
                    .formatted(
                            settings.get("flipside.temporal.target"),
                            settings.get("flipside.store.endpoint"),
                            settings.get("flipside.kafka.bootstrap.servers"),
                            PodProcesses.LABEL,
                            settings.get("flipside.models"),
                            generator.indent(4).stripTrailing(),
                            others);
        }
    }

    /** @param further arguments of {@code helm install} */
    static Release install(KubeServer kube, String namespace, Values values, String... further) {
        Release release = new Release(kube, namespace);
        did(kube.kubectl("", "create", "namespace", namespace));
        release.kubectl("create", "secret", "generic", "flipside-http", "--from-literal=token=" + TOKEN);
        release.kubectl(
                "create",
                "secret",
                "generic",
                "flipside-store",
                "--from-literal=access-key=" + values.settings().get("flipside.store.access-key"),
                "--from-literal=secret-key=" + values.settings().get("flipside.store.secret-key"));
        Stream<String> install = Stream.of("install", NAME, CHART.toString(), "--values=-", release.where());
        did(kube.helm(values.text(), Stream.concat(install, Stream.of(further)).toArray(String[]::new)));
        return release;
    }

    private String where() {
        return "--namespace=" + namespace;
    }

    private static String did(KubeServer.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isZero();
        return answer.text();
    }

    /** What {@code kubectl} says in the namespace; fails if it fails. */
    String kubectl(String... arguments) {
        return did(kube.kubectl(
                "", Stream.concat(Stream.of(arguments), Stream.of(where())).toArray(String[]::new)));
    }

    /** Returns when an object has a condition; if it does not come, says how the object stands. */
    void awaitCondition(String condition, String object) {
        KubeServer.Answer answer =
                kube.kubectl("", "wait", "--for=condition=" + condition, object, where(), Audits.TIMEOUT);
        assertThat(answer.status())
                .as(() -> answer.text() + kubectl("describe", object))
                .isZero();
    }

    /** What {@code helm test} says. */
    KubeServer.Answer test() {
        return kube.helm("", "test", NAME, where(), Audits.TIMEOUT);
    }

    /** Pods that a Deployment is to have. */
    int replicas(String deployment) {
        return Integer.parseInt(kubectl("get", "deployment/" + deployment, "-o=jsonpath={.spec.replicas}"));
    }

    @Override
    public void close() {
        did(kube.helm("", "uninstall", NAME, where(), "--wait", Audits.TIMEOUT));
        // as long as a pod is there it has a GPU; the namespace waits for a controller that lets go of its audits
        kubectl("delete", "pods", "--all", Audits.TIMEOUT);
        did(kube.kubectl("", "delete", "namespace", namespace, "--wait=false"));
    }
}
