package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;

/**
 * One stage of the search.
 *
 * @param auditId the audit
 * @param request its request, with the budget that holds now
 * @param clip the clip as the generator sees it
 * @param stage its id
 * @param start the state at the end of the stage before
 * @param fingerprint of the search
 */
public record StageInput(
        String auditId, AuditRequest request, ClipFacts clip, int stage, ArtifactRef start, String fingerprint)
        implements StepInput {}
