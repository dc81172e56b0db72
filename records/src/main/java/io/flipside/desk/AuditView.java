package io.flipside.desk;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.StepTrouble;
import io.flipside.record.SearchProgress;
import java.util.Optional;

/**
 * An audit as people see it.
 *
 * @param auditId its id
 * @param status {@code running}, {@code paused}, {@code waiting} (for a worker to come), or how it ended: {@code
 *     flipped}, {@code not-flipped}, {@code refused}, {@code cancelled}, {@code set-aside}, {@code failed}; {@code
 *     unreadable} if what the store has of it is damaged
 * @param request what was asked
 * @param progress where it stands, while Temporal knows it
 * @param update the last finished update of the stage at work
 * @param trouble why the step at work is tried again, and how often it was tried
 * @param secondsLeft at most, if no stage ends early
 * @param outcome what it came to
 */
public record AuditView(
        String auditId,
        String status,
        Optional<AuditRequest> request,
        Optional<AuditProgress> progress,
        Optional<SearchProgress> update,
        Optional<StepTrouble> trouble,
        Optional<Long> secondsLeft,
        Optional<AuditOutcome> outcome) {

    static AuditView ended(
            String auditId, String status, Optional<AuditRequest> request, Optional<AuditOutcome> outcome) {
        return new AuditView(
                auditId,
                status,
                request,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                outcome);
    }

    /** A workflow whose own worker does not answer. */
    static AuditView waiting(String auditId, Optional<AuditRequest> request, PendingStep step) {
        return new AuditView(
                auditId,
                "waiting",
                request,
                Optional.empty(),
                step.update(),
                step.trouble(),
                Optional.empty(),
                Optional.empty());
    }

    static AuditView atWork(String auditId, Optional<AuditRequest> request, AuditProgress progress, PendingStep step) {
        return new AuditView(
                auditId,
                progress.paused() ? "paused" : "running",
                request,
                Optional.of(progress),
                step.update(),
                step.trouble().or(progress::trouble),
                request.flatMap(r -> step.update().map(u -> secondsLeft(progress, u, r))),
                Optional.empty());
    }

    private static long secondsLeft(AuditProgress progress, SearchProgress update, AuditRequest request) {
        long inThis = update.most() - update.iteration();
        long later = (long) (progress.lastStage() - progress.stage())
                * request.search().iterations();
        return Math.round((inThis + later) * update.secondsPerUpdate());
    }
}
