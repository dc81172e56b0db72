package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;

/**
 * What to decode.
 *
 * @param auditId the audit
 * @param request its request
 * @param clip the clip as the generator sees it
 * @param state the latent to decode
 */
public record RenderInput(String auditId, AuditRequest request, ClipFacts clip, ArtifactRef state)
        implements StepInput {}
