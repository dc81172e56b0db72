package io.flipside.kube;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** Nodes that are there in words alone. */
final class KubeNodes {
    private static final Map<String, Quantity> ROOM = Map.of(
            "cpu", new Quantity("32"),
            "memory", new Quantity("256Gi"),
            "ephemeral-storage", new Quantity("1Ti"),
            "pods", new Quantity("110"),
            "nvidia.com/gpu", new Quantity("2"));

    private KubeNodes() {}

    static Node named(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("kwok.x-k8s.io/node", "fake")
                .addToLabels(Map.of(
                        "kubernetes.io/hostname", name, "kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64"))
                .endMetadata()
                .withNewStatus()
                .withAllocatable(ROOM)
                .withCapacity(ROOM)
                .endStatus()
                .build();
    }

    static boolean areReady(KubernetesClient client, int number) {
        return client.nodes().list().getItems().stream()
                        .filter(node -> node.getStatus().getConditions().stream()
                                .anyMatch(condition ->
                                        "Ready".equals(condition.getType()) && "True".equals(condition.getStatus())))
                        .count()
                >= number;
    }
}
