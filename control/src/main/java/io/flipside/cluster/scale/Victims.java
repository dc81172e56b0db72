package io.flipside.cluster.scale;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.flipside.cluster.pod.DeletionCost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which pods a ReplicaSet ends when it is to have fewer. Its order is not by cost alone: one that is on no node, does not
 * run or is not ready goes before one that would lose less. So a busy worker whose health complains could go before an idle
 * one; then there are no fewer until it is idle.
 */
final class Victims {
    /** As the ReplicaSet controller sorts them, but for its last ties. */
    private static final Comparator<Pod> FIRST_TO_GO = Comparator.comparing(Victims::isOnNode)
            .thenComparingInt(Victims::phase)
            .thenComparing(Victims::isReady)
            .thenComparingInt(DeletionCost::of)
            .thenComparing(Victims::created, Comparator.reverseOrder());

    private Victims() {}

    /**
     * How many pods may be left so that no busy one ends.
     *
     * @param pods of a Deployment that are not ending already
     * @param wanted number of them
     * @return {@code wanted}, or more
     */
    static int sparing(List<Pod> pods, int wanted) {
        List<Pod> order = pods.stream().sorted(FIRST_TO_GO).toList();
        int idle = 0;
        while (idle < order.size() && !DeletionCost.isBusy(order.get(idle))) {
            idle++;
        }
        return Math.max(wanted, order.size() - idle);
    }

    private static boolean isOnNode(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getNodeName())
                .filter(node -> !node.isEmpty())
                .isPresent();
    }

    private static int phase(Pod pod) {
        String phase = pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
        return switch (phase) {
            case "Pending" -> 0;
            case "Running" -> 2;
            default -> 1;
        };
    }

    private static boolean isReady(Pod pod) {
        if (pod.getStatus() == null) {
            return false;
        }
        return pod.getStatus().getConditions().stream().anyMatch(Victims::saysReady);
    }

    private static boolean saysReady(PodCondition condition) {
        return "Ready".equals(condition.getType()) && "True".equals(condition.getStatus());
    }

    private static Instant created(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getCreationTimestamp())
                .map(Instant::parse)
                .orElse(Instant.MAX);
    }
}
