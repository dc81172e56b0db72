package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.caller.Caller;

/** Starts audits. */
public interface AuditStarter {
    /** What became of a request to start. */
    enum Started {
        /** A new audit runs. */
        NEW,
        /** It runs already, or is finished. */
        KNOWN
    }

    /**
     * Starts an audit unless there is one of this id; returns when it is known to run.
     *
     * @throws io.flipside.audit.InvalidRequest if it names an object that is not in our bucket
     * @throws RequestConflict if there is one of this id that was asked for with other content
     */
    Started start(String auditId, AuditRequest request);

    /** The same for another caller. */
    default AuditStarter by(Caller caller) {
        return this;
    }

    /**
     * Looks at a request as {@link #start} does, and starts nothing.
     *
     * @throws io.flipside.audit.InvalidRequest if it would be refused
     */
    default void check(AuditRequest request) {}
}
