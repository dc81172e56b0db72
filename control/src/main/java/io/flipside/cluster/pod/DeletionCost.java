package io.flipside.cluster.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on the own pod what its end would cost: a ReplicaSet that is to have fewer pods ends the cheap ones first. Busy is
 * said at once, idle after a while, for a worker between two steps is not idle.
 */
public final class DeletionCost implements AutoCloseable {
    /** The annotation that ReplicaSets read. */
    public static final String ANNOTATION = "controller.kubernetes.io/pod-deletion-cost";

    private static final Logger LOG = LoggerFactory.getLogger(DeletionCost.class);
    private static final String FIELD_MANAGER = "flipside-worker";
    private static final int BUSY = 1000;
    private static final int IDLE = 0;
    private static final long AGAIN_SECONDS = 2;

    private final KubernetesClient cluster;
    private final OwnPod own;
    private final Duration calm;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "flipside-deletion-cost");
        thread.setDaemon(true);
        return thread;
    });
    private int steps;
    private long change;
    private int said = -1;

    /** @param calm without a step, after which the worker is idle */
    public DeletionCost(KubernetesClient cluster, OwnPod own, Duration calm) {
        this.cluster = cluster;
        this.own = own;
        this.calm = calm;
    }

    /** What a pod's end costs; 0 if it does not say. */
    public static int of(Pod pod) {
        String text = Optional.ofNullable(pod.getMetadata().getAnnotations())
                .orElse(Map.of())
                .getOrDefault(ANNOTATION, "0");
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** Whether a pod says that it is at work. */
    public static boolean isBusy(Pod pod) {
        return of(pod) >= BUSY;
    }

    /** Steps that the worker is at. */
    public synchronized void atWork(int now) {
        boolean changed = (now > 0) != (steps > 0);
        steps = now;
        if (changed && !timer.isShutdown()) {
            long asked = ++change;
            boolean busy = now > 0;
            timer.schedule(() -> say(asked, busy ? BUSY : IDLE), busy ? 0 : calm.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized boolean isCurrent(long asked) {
        return asked == change;
    }

    private void say(long asked, int cost) {
        if (!isCurrent(asked) || cost == said) {
            return;
        }
        try {
            cluster.pods()
                    .inNamespace(own.namespace())
                    .resource(new PodBuilder()
                            .withNewMetadata()
                            .withNamespace(own.namespace())
                            .withName(own.name())
                            .addToAnnotations(ANNOTATION, Integer.toString(cost))
                            .endMetadata()
                            .build())
                    .fieldManager(FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
            said = cost;
        } catch (KubernetesClientException e) {
            LOG.warn("The pod does not say what its end costs, and is told again: {}", e.toString());
            timer.schedule(() -> say(asked, cost), AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
    }
}
