package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;

/**
 * What to keep.
 *
 * @param auditId the audit
 * @param request as it was asked
 */
public record AcceptInput(String auditId, AuditRequest request) implements StepInput {}
