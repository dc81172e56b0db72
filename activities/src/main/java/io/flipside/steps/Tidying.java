package io.flipside.steps;

import io.flipside.checkpoint.Checkpoint;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.checkpoint.Fenced;
import io.flipside.store.StoreUnavailable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes old checkpoints while the next update runs, so that no update waits for it. */
final class Tidying implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

    private final CheckpointStore checkpoints;
    // one at a time, and only the newest waits: what one leaves the next removes
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(1),
            task -> {
                Thread thread = new Thread(task, "flipside-tidying");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());

    Tidying(CheckpointStore checkpoints) {
        this.checkpoints = checkpoints;
    }

    void after(Checkpoint checkpoint) {
        worker.execute(() -> {
            try {
                checkpoints.tidy(checkpoint);
            } catch (Fenced | StoreUnavailable e) {
                LOG.debug("Nothing tidied: {}", e.toString());
            }
        });
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
