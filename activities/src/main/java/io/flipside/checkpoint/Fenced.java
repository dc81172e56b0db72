package io.flipside.checkpoint;

/** A later attempt owns the audit: whoever gets this stops and writes nothing more. */
public final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fenced(String audit, long attempt, long owner) {
        super("Attempt %d of audit %s has been taken over by attempt %d.".formatted(attempt, audit, owner));
    }
}
