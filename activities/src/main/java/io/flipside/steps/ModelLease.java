package io.flipside.steps;

import io.flipside.WorkerTrouble;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Who may use the models of this process: one step at a time, in the order of asking, whichever queue it came from. Two
 * sets of models rarely fit, and gradients of two searches never do.
 */
final class ModelLease {
    private static final long LOOK_EVERY_MILLIS = 700;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final LongSupplier nanoTime;
    private volatile long silentUntil;

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    ModelLease(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Does work that needs the models, when it is its turn.
     *
     * @param whileWaiting called about every second until then; what it throws ends the waiting
     * @throws WorkerTrouble if whoever has the models seems to hang
     */
    <T> T holding(Runnable whileWaiting, Supplier<T> work) {
        take(whileWaiting);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void take(Runnable whileWaiting) {
        try {
            while (!lock.tryLock(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                whileWaiting.run();
                if (isStuck()) {
                    throw new WorkerTrouble("the step before this one holds the models and gives no sign of life."
                            + " Restart this worker.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerTrouble("this worker is stopping", e);
        }
    }

    /** A sign of life of whoever holds the models: the next comes within this time, or it hangs. */
    void alive(Duration next) {
        silentUntil = nanoTime.getAsLong() + next.toNanos();
    }

    /** Whether somebody has the models and has been silent for too long. */
    boolean isStuck() {
        return lock.isLocked() && silentUntil != 0 && nanoTime.getAsLong() - silentUntil > 0;
    }
}
