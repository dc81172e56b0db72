package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;

/**
 * What to begin the search with.
 *
 * @param auditId the audit
 * @param request its request
 * @param clip the clip as the generator sees it
 * @param models what was admitted
 */
public record ConditionInput(String auditId, AuditRequest request, ClipFacts clip, ModelFacts models)
        implements StepInput {}
