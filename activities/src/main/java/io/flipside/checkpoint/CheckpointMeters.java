package io.flipside.checkpoint;

import io.flipside.meters.Meter;
import java.util.function.LongSupplier;

/** How large the checkpoints of a process are, and how old the last one of the search at work is. */
final class CheckpointMeters {
    private static final double NANOS = 1e9;
    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier nanos;
    private volatile long since = NONE;
    private boolean published;

    /** @param nanos a clock that never goes back */
    CheckpointMeters(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A search begins; with the first the age is published, for who only reads checkpoints has none to tell. */
    synchronized void begun() {
        if (!published) {
            published = true;
            Meter.CHECKPOINT_AGE.gauge(this, CheckpointMeters::age);
        }
        since = nanos.getAsLong();
    }

    void written(long bytes) {
        since = nanos.getAsLong();
        Meter.CHECKPOINT_SIZE.summary().record(bytes);
    }

    void ended() {
        since = NONE;
    }

    double age() {
        long last = since;
        return last == NONE ? 0 : (double) (nanos.getAsLong() - last) / NANOS;
    }
}
