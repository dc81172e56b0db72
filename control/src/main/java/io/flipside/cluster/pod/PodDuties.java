package io.flipside.cluster.pod;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.cluster.Cluster;
import io.flipside.cluster.PodConfig;
import java.time.Duration;
import java.util.Optional;

/** What a worker does for its pod: heeds the signs of its end, and says what that would cost. */
public final class PodDuties implements AutoCloseable {
    private static final Duration CALM = Duration.ofSeconds(10);

    private final KubernetesClient cluster;
    private final EvictionWatch watch;
    private final DeletionCost cost;

    private PodDuties(KubernetesClient cluster, OwnPod own, EvictionWatch.Listener listener) {
        this.cluster = cluster;
        this.cost = new DeletionCost(cluster, own, CALM);
        this.watch = EvictionWatch.start(cluster, own, listener);
    }

    /** Those of the pod that the settings name; empty outside a cluster. */
    public static Optional<PodDuties> of(PodConfig config, EvictionWatch.Listener listener) {
        if (config.name().isEmpty() || config.namespace().isEmpty()) {
            return Optional.empty();
        }
        OwnPod own = new OwnPod(config.namespace().get(), config.name().get(), config.node());
        return Optional.of(new PodDuties(Cluster.connect(), own, listener));
    }

    /** Where steps at work are told. */
    public DeletionCost cost() {
        return cost;
    }

    @Override
    public void close() {
        watch.close();
        cost.close();
        cluster.close();
    }
}
