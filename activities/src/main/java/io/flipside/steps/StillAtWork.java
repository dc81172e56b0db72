package io.flipside.steps;

/** A step waits for an audit that has not ended. Nothing is wrong: it is asked again after a while. */
public final class StillAtWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StillAtWork(String auditId) {
        super("audit " + auditId + " is at work.");
    }
}
