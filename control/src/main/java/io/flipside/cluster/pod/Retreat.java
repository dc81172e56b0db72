package io.flipside.cluster.pod;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker whose pod is to go stops as it does when it is told to end: no new work, the update at work is finished, its
 * checkpoint is written. The process stays, for its container would be started again in the same pod. If the pod may stay
 * after all, the process is to be replaced, for a worker that stopped does not start again.
 */
public final class Retreat implements EvictionWatch.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Retreat.class);

    private final Runnable stop;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile Optional<Thread> stopping = Optional.empty();
    private volatile Optional<String> why = Optional.empty();

    /** @param stop stops the workers; returns when they have stopped */
    public Retreat(Runnable stop) {
        this.stop = stop;
    }

    @Override
    public synchronized void leave(String sign) {
        if (stopping.isPresent()) {
            return;
        }
        LOG.info("This worker takes no new work and writes down what it has: {}", sign);
        why = Optional.of(sign);
        Thread thread = new Thread(stop, "flipside-retreat");
        stopping = Optional.of(thread);
        thread.start();
    }

    @Override
    public synchronized void stay() {
        stopping.ifPresent(thread -> {
            LOG.info("The pod is not to go after all: this process ends, so that a new one takes its place");
            new Thread(
                            () -> {
                                try {
                                    thread.join();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                over.complete(null);
                            },
                            "flipside-replaced")
                    .start();
        });
    }

    /** Why it takes no new work, if it does not. */
    public Optional<String> why() {
        return why;
    }

    /** Completes when a new process is to take its place. */
    public CompletionStage<Void> over() {
        return over;
    }
}
