package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;

/** What every step is told: whose step it is, and what was asked. */
public interface StepInput {
    /** The audit. */
    String auditId();

    /** Its request. */
    AuditRequest request();
}
