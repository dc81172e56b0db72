package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;

/**
 * What to check.
 *
 * @param auditId the audit
 * @param request its request
 * @param clip the clip as the generator sees it
 */
public record AdmitInput(String auditId, AuditRequest request, ClipFacts clip) implements StepInput {}
