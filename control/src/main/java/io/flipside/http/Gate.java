package io.flipside.http;

import io.flipside.problem.ProblemKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets at most so many requests of a kind in at once. */
final class Gate {
    private static final String RETRY_SECONDS = "2";

    private final Semaphore free;
    private final String kind;
    private final int most;

    /** @param kind what they are, such as {@code uploads} */
    Gate(String kind, int most) {
        this.free = new Semaphore(most);
        this.kind = kind;
        this.most = most;
    }

    /** What gives the place back, once; empty if all are taken. */
    Optional<Runnable> enter() {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        AtomicBoolean inside = new AtomicBoolean(true);
        return Optional.of(() -> {
            if (inside.getAndSet(false)) {
                free.release();
            }
        });
    }

    Refusal full() {
        return new Refusal(
                ProblemKind.ALL_PLACES_TAKEN,
                "there are " + most + " " + kind + " at work, as many as are taken at once. Try again in "
                        + RETRY_SECONDS + " seconds.",
                Map.of("Retry-After", RETRY_SECONDS));
    }
}
