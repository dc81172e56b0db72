package io.flipside.cluster.pod;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tells that a pod is to go, before its kubelet says so to its process. */
public final class EvictionSign {
    /**
     * Taints by which the clouds say that a node ends. Not among them: taints that every preemptible node has from its first
     * day, and those that only keep new pods away.
     */
    private static final Map<String, String> TAINTS = Map.of(
            "cloud.google.com/impending-node-termination", "GKE ends the node",
            "aws-node-termination-handler/spot-itn", "EC2 takes the spot instance back",
            "aws-node-termination-handler/asg-lifecycle-termination", "the scaling group ends the instance",
            "aws-node-termination-handler/scheduled-maintenance", "EC2 is to maintain the instance",
            "karpenter.sh/disrupted", "Karpenter ends the node",
            "karpenter.sh/disruption", "Karpenter ends the node",
            "remediator.kubernetes.azure.com/unschedulable", "AKS drains the node",
            "ToBeDeletedByClusterAutoscaler", "the cluster autoscaler ends the node",
            "node.cloudprovider.kubernetes.io/shutdown", "the node is shut down",
            "node.kubernetes.io/out-of-service", "the node is out of service");

    /** Conditions by which AKS says that a machine ends. */
    private static final Set<String> NODE_CONDITIONS = Set.of("PreemptScheduled", "TerminateScheduled");

    private static final String DISRUPTION = "DisruptionTarget";
    private static final String TRUE = "True";

    private EvictionSign() {}

    /** A sign of the pod itself, in words. */
    public static Optional<String> of(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of("the pod is being deleted");
        }
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getConditions().stream()
                .filter(condition -> DISRUPTION.equals(condition.getType()) && TRUE.equals(condition.getStatus()))
                .findFirst()
                .map(EvictionSign::words);
    }

    private static String words(PodCondition condition) {
        return "the pod is to be disrupted (" + condition.getReason() + ")";
    }

    /** A sign of its node, in words. */
    public static Optional<String> of(Node node) {
        if (node.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of("the node is being deleted");
        }
        Optional<String> taint = node.getSpec() == null
                ? Optional.empty()
                : node.getSpec().getTaints().stream()
                        .map(Taint::getKey)
                        .filter(TAINTS::containsKey)
                        .findFirst()
                        .map(key -> TAINTS.get(key) + " (taint " + key + ")");
        return taint.or(() -> node.getStatus() == null
                ? Optional.empty()
                : node.getStatus().getConditions().stream()
                        .filter(condition -> NODE_CONDITIONS.contains(condition.getType())
                                && TRUE.equals(condition.getStatus()))
                        .findFirst()
                        .map(NodeCondition::getType)
                        .map(type -> "AKS has the node's end scheduled (condition " + type + ")"));
    }
}
