package io.flipside.audit.step;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import java.util.List;
import java.util.Optional;

/**
 * What the record is drawn up from. Records of builds before records had a type of their own are this.
 *
 * @param auditId the audit
 * @param request as it was asked
 * @param plan of the search as it ended; empty in audits of versions that did not say it
 * @param clip the clip as the generator sees it, if it came so far
 * @param models what was admitted, if it came so far
 * @param stages how the search went
 * @param outcome what it came to
 * @param startedMillis when the audit began, epoch milliseconds
 * @param endedMillis when it ended
 */
public record SealInput(
        String auditId,
        AuditRequest request,
        Optional<AuditPlan> plan,
        Optional<ClipFacts> clip,
        Optional<ModelFacts> models,
        List<StageReport> stages,
        AuditOutcome outcome,
        long startedMillis,
        long endedMillis)
        implements StepInput {
    public SealInput {
        stages = List.copyOf(stages);
    }
}
