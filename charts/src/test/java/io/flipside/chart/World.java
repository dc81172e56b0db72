package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.kube.KubeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a worked example takes for granted, in a cluster whose pods run in words alone: secrets, a volume, a class of devices,
 * and nodes of its kind. The first node has no GPU; the others have two each, and the labels and taints that the
 * example's GPU pods ask for and bear.
 */
final class World implements AutoCloseable {
    static final int NODES = 3;
    private static final String PLAIN = "node-0";
    private static final List<String> WITH_GPUS = List.of("node-1", "node-2");

    private final KubeServer server;
    private final String namespace;
    private final TreeSet<String> taints = new TreeSet<>();

    private World(KubeServer server, String namespace) {
        this.server = server;
        this.namespace = namespace;
    }

    static World of(KubeServer server, String namespace, ObjectNode values, Chart.Rendered rendered) {
        World world = new World(server, namespace);
        world.did("", "create", "namespace", namespace);
        world.secret(values.at("/http/secret"), "token");
        world.secret(values.at("/store/secret"), "access-key", "secret-key");
        world.secret(
                values.at("/temporal/secret/name"),
                values.at("/temporal/secret/kind").asText());
        world.secret(
                values.at("/kafka/secret/name"),
                stream(values.at("/kafka/secret/settings"))
                        .map(JsonNode::asText)
                        .toArray(String[]::new));
        String none = "{\"nvidia.com/gpu\": \"0\"}";
        world.kubectl(
                "patch",
                "node/" + PLAIN,
                "--subresource=status",
                "-p={\"status\": {\"capacity\": " + none + ", \"allocatable\": " + none + "}}");
        if (!rendered.kind("ResourceClaimTemplate").isEmpty()) {
            WITH_GPUS.forEach(node ->
                    world.did(OnAClusterTest.resource("devices.yaml").replace("NODE", node), "apply", "-f", "-"));
        }
        rendered.pods().forEach(world::takesForGranted);
        return world;
    }

    private void secret(JsonNode name, String... keys) {
        if (!name.asText().isEmpty()) {
            Stream<String> create = Stream.of("create", "secret", "generic", name.asText());
            kubectl(Stream.concat(create, Stream.of(keys).map(key -> "--from-literal=" + key + "=x"))
                    .toArray(String[]::new));
        }
    }

    private void takesForGranted(JsonNode pod) {
        pod.path("nodeSelector")
                .fields()
                .forEachRemaining(label -> onNodesWithGpus(
                        "label", label.getKey() + "=" + label.getValue().asText()));
        pod.path("tolerations").forEach(toleration -> {
            taints.add(toleration.path("key").asText());
            onNodesWithGpus(
                    "taint",
                    toleration.path("key").asText() + "="
                            + toleration.path("value").asText("present") + ":"
                            + toleration.path("effect").asText());
        });
        pod.path("volumes").forEach(volume -> {
            String claim = volume.at("/persistentVolumeClaim/claimName").asText();
            if (!claim.isEmpty()) {
                did(
                        OnAClusterTest.resource("volume.yaml")
                                .replace("CLAIM", claim)
                                .replace("NAMESPACE", namespace),
                        "apply",
                        "-f",
                        "-");
            }
        });
    }

    private void onNodesWithGpus(String what, String value) {
        WITH_GPUS.forEach(node -> kubectl(what, "node", node, value, "--overwrite"));
    }

    /** What {@code kubectl} says in the namespace; fails if it fails. */
    String kubectl(String... arguments) {
        return did("", arguments);
    }

    private String did(String input, String... arguments) {
        KubeServer.Answer answer = server.kubectl(
                input,
                Stream.concat(Stream.of(arguments), Stream.of("--namespace=" + namespace))
                        .toArray(String[]::new));
        assertThat(answer.status()).as(answer.text()).isZero();
        return answer.text();
    }

    /** All pods of the namespace. */
    List<JsonNode> pods() {
        return stream(Yaml.object(kubectl("get", "pods", "-o=json")).path("items"))
                .toList();
    }

    /** Pods that run in words alone are ready whatever they name; a kubelet would look for it. */
    void theyHaveWhatAKubeletLooksFor(List<JsonNode> pods) {
        List<String> there = new ArrayList<>();
        stream(Yaml.object(kubectl("get", "secrets,configmaps,persistentvolumeclaims,serviceaccounts", "-o=json"))
                        .path("items"))
                .forEach(object -> {
                    String name = object.path("kind").asText() + "/" + Chart.Rendered.nameOf(object);
                    there.add(name);
                    object.path("data").fieldNames().forEachRemaining(key -> there.add(name + "/" + key));
                });
        for (JsonNode pod : pods) {
            assertThat(there).as(Chart.Rendered.nameOf(pod)).containsAll(named(pod.path("spec")));
        }
    }

    private static List<String> named(JsonNode pod) {
        List<String> named = new ArrayList<>();
        named.add("ServiceAccount/" + pod.path("serviceAccountName").asText());
        pod.path("volumes").forEach(volume -> {
            name("PersistentVolumeClaim/", volume.at("/persistentVolumeClaim/claimName"), named);
            volume.at("/secret/items")
                    .forEach(item ->
                            name("Secret/" + volume.at("/secret/secretName").asText() + "/", item.path("key"), named));
        });
        Stream.concat(stream(pod.path("containers")), stream(pod.path("initContainers")))
                .forEach(container -> {
                    container.path("envFrom").forEach(from -> name("ConfigMap/", from.at("/configMapRef/name"), named));
                    container.path("env").forEach(variable -> {
                        JsonNode key = variable.at("/valueFrom/secretKeyRef");
                        name("Secret/" + key.path("name").asText() + "/", key.path("key"), named);
                    });
                });
        return named;
    }

    private static void name(String kind, JsonNode name, List<String> named) {
        if (!name.asText().isEmpty()) {
            named.add(kind + name.asText());
        }
    }

    /** Whoever asks for a GPU has one; nobody else is on a node that is kept for those. */
    void isWhereItBelongs(JsonNode pod) {
        JsonNode resources = pod.at("/spec/containers/0/resources");
        boolean asks = resources.path("limits").has("nvidia.com/gpu") || resources.has("claims");
        String node = pod.at("/spec/nodeName").asText();
        if (asks) {
            assertThat(node).as(Chart.Rendered.nameOf(pod)).isIn(WITH_GPUS);
        } else if (!taints.isEmpty()) {
            assertThat(node).as(Chart.Rendered.nameOf(pod)).isEqualTo(PLAIN);
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public void close() {
        taints.forEach(key -> onNodesWithGpus("taint", key + "-"));
        kubectl("delete", "namespace", namespace, "--wait=false");
    }
}
