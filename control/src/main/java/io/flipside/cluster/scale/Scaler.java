package io.flipside.cluster.scale;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.cluster.resource.Layout;
import io.flipside.desk.QueueDemand;
import io.flipside.desk.TaskQueues;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scales Deployments of workers that ask for it, by annotations, to what their queue has at work and waiting: from nothing
 * and back, and never so that a busy worker ends. For clusters that have no other; two at one Deployment would fight.
 */
public final class Scaler implements AutoCloseable {
    /** Label of a Deployment that is to be scaled: {@code flipside.io/scaled=true}. */
    public static final String SCALED = Layout.GROUP + "/scaled";
    /** Annotation: the queue that its pods serve. */
    public static final String QUEUE = Layout.GROUP + "/queue";
    /** Annotation: pods at least; 0 if absent. */
    public static final String LEAST = Layout.GROUP + "/least";
    /** Annotation: pods at most; 1 if absent. */
    public static final String MOST = Layout.GROUP + "/most";

    private static final Logger LOG = LoggerFactory.getLogger(Scaler.class);

    private final KubernetesClient cluster;
    private final Scaling scaling;
    private final TaskQueues queues;
    private final InstantSource clock;
    private final Map<String, Wanted> wanted = new TreeMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "flipside-scaler");
        thread.setDaemon(true);
        return thread;
    });

    private Scaler(KubernetesClient cluster, Scaling scaling, TaskQueues queues, InstantSource clock) {
        this.cluster = cluster;
        this.scaling = scaling;
        this.queues = queues;
        this.clock = clock;
    }

    /** Looks from now on. */
    public static Scaler start(KubernetesClient cluster, Scaling scaling, TaskQueues queues) {
        Scaler scaler = new Scaler(cluster, scaling, queues, InstantSource.system());
        long every = scaling.every().toMillis();
        scaler.timer.scheduleWithFixedDelay(scaler::lookOnce, 0, every, TimeUnit.MILLISECONDS);
        return scaler;
    }

    private void lookOnce() {
        try {
            look();
        } catch (RuntimeException e) {
            // nobody is scaled on a guess
            LOG.warn("Workers are not scaled this time: {}", e.toString());
        }
    }

    private void look() {
        List<Deployment> asking = cluster.apps()
                .deployments()
                .inNamespace(scaling.namespace())
                .withLabel(SCALED, "true")
                .list()
                .getItems();
        if (asking.isEmpty()) {
            return;
        }
        Map<String, Integer> demand =
                queues.demand().stream().collect(Collectors.toMap(QueueDemand::queue, QueueDemand::demand));
        asking.forEach(deployment -> scale(deployment, demand));
    }

    private void scale(Deployment deployment, Map<String, Integer> demand) {
        String name = deployment.getMetadata().getName();
        Map<String, String> asked =
                Optional.ofNullable(deployment.getMetadata().getAnnotations()).orElse(Map.of());
        Optional<String> queue = Optional.ofNullable(asked.get(QUEUE));
        Optional<Integer> least = number(asked.getOrDefault(LEAST, "0"));
        Optional<Integer> most = number(asked.getOrDefault(MOST, "1"));
        if (queue.isEmpty() || least.isEmpty() || most.isEmpty()) {
            LOG.warn(
                    "Deployment {} asks to be scaled, but needs the annotation {} and whole numbers in {} and {}",
                    name,
                    QUEUE,
                    LEAST,
                    MOST);
            return;
        }
        int now = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        int target = wanted.computeIfAbsent(name, any -> new Wanted(scaling.window()))
                .after(
                        clock.instant(),
                        demand.getOrDefault(queue.get(), 0),
                        now,
                        new Wanted.Bounds(least.get(), most.get()));
        int spared = target < now ? Math.min(now, Victims.sparing(pods(deployment), target)) : target;
        if (spared != now) {
            LOG.info("Deployment {} has {} pods and is to have {}: {} wants {}", name, now, spared, queue.get(), target);
            cluster.apps()
                    .deployments()
                    .inNamespace(scaling.namespace())
                    .withName(name)
                    .scale(spared);
        }
    }

    private List<Pod> pods(Deployment deployment) {
        return cluster
                .pods()
                .inNamespace(scaling.namespace())
                .withLabelSelector(deployment.getSpec().getSelector())
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
