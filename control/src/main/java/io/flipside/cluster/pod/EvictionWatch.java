package io.flipside.cluster.pod;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the own pod and its node. A cluster that is away, or that does not let us look, costs the head start and nothing
 * else: the kubelet's signal still comes.
 */
public final class EvictionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvictionWatch.class);

    private static final int FORBIDDEN = 403;

    /** Who acts on signs. */
    public interface Listener {
        /** The pod is to go. */
        void leave(String why);

        /** It is not to go after all. */
        void stay();
    }

    private final Listener listener;
    private final Map<String, String> signs = new ConcurrentHashMap<>();
    private final Deque<SharedIndexInformer<?>> informers = new ArrayDeque<>();

    private EvictionWatch(Listener listener) {
        this.listener = listener;
    }

    /** Looks from now on. */
    public static EvictionWatch start(KubernetesClient cluster, OwnPod own, Listener listener) {
        EvictionWatch watch = new EvictionWatch(listener);
        watch.look(
                "pod",
                cluster.pods().inNamespace(own.namespace()).withName(own.name()),
                EvictionSign::of);
        own.node().ifPresent(node -> watch.look("node", cluster.nodes().withName(node), EvictionSign::of));
        return watch;
    }

    private <T extends HasMetadata> void look(String what, Resource<T> resource, Function<T, Optional<String>> sign) {
        try {
            SharedIndexInformer<T> informer = resource.runnableInformer(0);
            informer.addEventHandler(new ResourceEventHandler<>() {
                @Override
                public void onAdd(T seen) {
                    said(what, sign.apply(seen));
                }

                @Override
                public void onUpdate(T before, T seen) {
                    said(what, sign.apply(seen));
                }

                @Override
                public void onDelete(T seen, boolean late) {
                    said(what, Optional.of("the " + what + " was deleted"));
                }
            });
            // it is looked for again for as long as the process runs, unless we may not look
            informer.exceptionHandler((begun, failure) -> !isForbidden(failure));
            informer.start().whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.warn(
                            "The {} is not watched, so this worker hears of its end from the kubelet alone: {}",
                            what,
                            failure.toString());
                }
            });
            informers.push(informer);
        } catch (RuntimeException e) {
            LOG.warn("The {} is not watched, so this worker hears of its end from the kubelet alone: {}", what, e.toString());
        }
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof KubernetesClientException answer && answer.getCode() == FORBIDDEN;
    }

    private synchronized void said(String what, Optional<String> sign) {
        boolean left = !signs.isEmpty();
        sign.ifPresentOrElse(why -> signs.put(what, why), () -> signs.remove(what));
        if (!left && !signs.isEmpty()) {
            listener.leave(sign.orElse("it is to go"));
        } else if (left && signs.isEmpty()) {
            listener.stay();
        }
    }

    @Override
    public void close() {
        while (!informers.isEmpty()) {
            informers.pop().stop();
        }
    }
}
