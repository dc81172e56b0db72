package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;

/**
 * Whose clip to read.
 *
 * @param auditId the audit
 * @param request its request
 */
public record PrepareInput(String auditId, AuditRequest request) implements StepInput {}
