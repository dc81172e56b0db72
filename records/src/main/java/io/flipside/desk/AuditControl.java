package io.flipside.desk;

import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;

/** Starts audits, steers and ends them. */
public interface AuditControl {
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

    /** Holds the search after its current update. */
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
