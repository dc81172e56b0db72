package io.flipside.steps;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Heartbeats during work that has no updates to show, such as loading a model; for a limited time only, so that work
 * that hangs is not kept alive for ever.
 */
final class Heartbeats implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(700);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "flipside-alive");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration limit;

    /**
     * @param limit longest that one piece of such work may take
     */
    Heartbeats(Duration limit) {
        this.limit = limit;
    }

    <T> T during(String what, StepContext context, Supplier<T> work) {
        long end = System.nanoTime() + limit.toNanos();
        ScheduledFuture<?> beats = timer.scheduleAtFixedRate(
                () -> {
                    if (System.nanoTime() < end) {
                        beat(what, context);
                    }
                },
                0,
                EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } finally {
            beats.cancel(false);
        }
    }

    private static void beat(String what, StepContext context) {
        try {
            context.heartbeat(what);
        } catch (StepStopped ignored) {
            // the step looks for itself when it has something to stop; an exception here would end the timer only
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
