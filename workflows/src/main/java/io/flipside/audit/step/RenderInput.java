package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import java.util.Optional;

/**
 * What to decode.
 *
 * @param auditId the audit
 * @param request its request
 * @param clip the clip as the generator sees it
 * @param state to decode
 * @param lastStage id of the stage that the search ended in; empty from former builds, whose request says it
 */
public record RenderInput(
        String auditId, AuditRequest request, ClipFacts clip, ArtifactRef state, Optional<Integer> lastStage)
        implements StepInput {}
