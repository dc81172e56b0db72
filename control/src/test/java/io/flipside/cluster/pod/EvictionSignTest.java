package io.flipside.cluster.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a worker early, and what does not. */
class EvictionSignTest {
    private static Node tainted(String key) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("node")
                .endMetadata()
                .withNewSpec()
                .addNewTaint("NoSchedule", key, null, null)
                .endSpec()
                .build();
    }

    private static Node says(String condition, String status) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("node")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus(status)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod disrupted(String status) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("DisruptionTarget")
                .withStatus(status)
                .withReason("PreemptionByScheduler")
                .endCondition()
                .endStatus()
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud.google.com/impending-node-termination",
                "aws-node-termination-handler/spot-itn",
                "aws-node-termination-handler/asg-lifecycle-termination",
                "karpenter.sh/disrupted",
                "karpenter.sh/disruption",
                "remediator.kubernetes.azure.com/unschedulable",
                "ToBeDeletedByClusterAutoscaler",
                "node.cloudprovider.kubernetes.io/shutdown"
            })
    void aCloudThatEndsTheNodeIsASign(String taint) {
        assertThat(EvictionSign.of(tainted(taint)).orElseThrow()).contains(taint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubernetes.azure.com/scalesetpriority",
                "cloud.google.com/gke-spot",
                "node.kubernetes.io/unschedulable",
                "DeletionCandidateOfClusterAutoscaler",
                "aws-node-termination-handler/rebalance-recommendation",
                "nvidia.com/gpu"
            })
    void aTaintThatANodeMayHaveForDaysIsNone(String taint) {
        assertThat(EvictionSign.of(tainted(taint))).isEmpty();
    }

    @Test
    void aMachineWhoseEndIsScheduledIsASignAndOneThatIsReadyIsNone() {
        assertThat(EvictionSign.of(says("PreemptScheduled", "True")).orElseThrow())
                .contains("PreemptScheduled");
        assertThat(EvictionSign.of(says("PreemptScheduled", "False"))).isEmpty();
        assertThat(EvictionSign.of(says("Ready", "True"))).isEmpty();
    }

    @Test
    void aPodThatIsToBeDisruptedOrDeletedIsASign() {
        assertThat(EvictionSign.of(disrupted("True")).orElseThrow()).contains("PreemptionByScheduler");
        assertThat(EvictionSign.of(disrupted("False"))).isEmpty();
        Pod deleted = new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withDeletionTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .build();
        assertThat(EvictionSign.of(deleted).orElseThrow()).contains("deleted");
    }
}
