package io.flipside.desk;

import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.caller.Caller;
import io.flipside.record.Ask;
import java.util.Optional;

/** Starts audits, steers and ends them. */
public interface AuditControl {
    /** The same for another caller. */
    AuditControl by(Caller caller);

    /** Whether the caller may steer an audit. */
    boolean maySteer(String auditId);

    /** Who started an audit; empty if that was before it was noted. */
    Optional<Ask> starter(String auditId);

    /**
     * Starts an audit.
     *
     * @param key the same key is the same audit
     * @return its id
     * @throws RequestConflict if the key was used for another request
     */
    String submit(AuditRequest request, String key);

    /**
     * Looks at a request as {@link #submit} does, and starts nothing.
     *
     * @throws io.flipside.audit.InvalidRequest if it would be refused
     */
    void check(AuditRequest request);

    /** Starts an audit that takes over the stages of another before one. */
    String rerun(String auditId, int fromStage, String key);

    /**
     * Holds the search after its current update.
     *
     * @throws NotYours if the caller may not steer it; so does whatever else steers
     */
    AuditProgress pause(String auditId);

    /** Goes on. */
    AuditProgress resume(String auditId);

    /** Ends the search and judges the best state so far. */
    AuditProgress stop(String auditId);

    /** Changes how much the search may still do. */
    AuditProgress changeBudget(String auditId, Budget budget);

    /** Ends the audit. */
    void cancel(String auditId, String reason);
}
