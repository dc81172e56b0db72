package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What to judge.
 *
 * @param auditId the audit
 * @param request its request
 * @param clip the clip as the generator sees it
 * @param models what was admitted
 * @param stages how the search went
 * @param rendering what was written
 * @param lastStage id of the stage that the search ended in; empty from former builds, whose request says it
 * @param failure why the search ended early, if something was wrong
 */
public record EvaluateInput(
        String auditId,
        AuditRequest request,
        ClipFacts clip,
        ModelFacts models,
        List<StageReport> stages,
        Rendering rendering,
        Optional<Integer> lastStage,
        Optional<Reason> failure)
        implements StepInput {
    public EvaluateInput {
        stages = List.copyOf(stages);
    }
}
