package io.flipside.cluster.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.flipside.cluster.pod.DeletionCost;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which pods a ReplicaSet would end, and that none of them is busy. */
class VictimsTest {
    private static Pod pod(String cost, String phase, String ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .addToAnnotations(DeletionCost.ANNOTATION, cost)
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .withNewSpec()
                .withNodeName(phase.equals("Pending") ? null : "node")
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod busy() {
        return pod("1000", "Running", "True");
    }

    private static Pod idle() {
        return pod("0", "Running", "True");
    }

    private static Pod busyAndNotReady() {
        return pod("1000", "Running", "False");
    }

    @Test
    void idlePodsGoAndBusyOnesStay() {
        assertThat(Victims.sparing(List.of(busy(), idle(), busy(), idle()), 2)).isEqualTo(2);
        assertThat(Victims.sparing(List.of(busy(), idle(), busy(), idle()), 3)).isEqualTo(3);
        assertThat(Victims.sparing(List.of(busy(), idle(), busy(), idle()), 0)).isEqualTo(2);
    }

    @Test
    void aPodThatDoesNotRunYetGoesFirst() {
        assertThat(Victims.sparing(List.of(busy(), pod("0", "Pending", "False")), 1)).isEqualTo(1);
    }

    @Test
    void aBusyPodThatIsNotReadyWouldGoBeforeAnIdleOneSoNoneGoes() {
        assertThat(Victims.sparing(List.of(busyAndNotReady(), idle()), 1)).isEqualTo(2);
    }

    @Property
    void whatIsLeftIsNeverLessThanWhatIsBusy(
            @ForAll @IntRange(max = 6) int busy,
            @ForAll @IntRange(max = 6) int idle,
            @ForAll @IntRange(max = 3) int troubled,
            @ForAll @IntRange(max = 15) int wanted) {
        List<Pod> pods = Stream.of(
                        Stream.generate(VictimsTest::busy).limit(busy),
                        Stream.generate(VictimsTest::idle).limit(idle),
                        Stream.generate(VictimsTest::busyAndNotReady).limit(troubled))
                .flatMap(each -> each)
                .toList();
        assertThat(Victims.sparing(pods, wanted)).isGreaterThanOrEqualTo(Math.max(wanted, busy + troubled));
    }
}
