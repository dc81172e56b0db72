package io.flipside.desk;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.StepTrouble;
import io.flipside.audit.step.StageFacts;
import io.flipside.record.AuditStatus;
import io.flipside.record.SearchProgress;
import java.util.List;
import java.util.Optional;

/**
 * An audit as people see it.
 *
 * @param auditId its id
 * @param status running, paused or waiting; or how it ended: its verdict, completed if only its last event can be read,
 *     unreadable if not even that
 * @param request what was asked
 * @param progress where it stands, while Temporal knows it
 * @param update the last finished update of the stage at work
 * @param trouble why the step at work is tried again, and how often it was tried
 * @param secondsLeft at most, if no stage ends early
 * @param outcome what it came to
 */
public record AuditView(
        String auditId,
        AuditStatus status,
        Optional<AuditRequest> request,
        Optional<AuditProgress> progress,
        Optional<SearchProgress> update,
        Optional<StepTrouble> trouble,
        Optional<Long> secondsLeft,
        Optional<AuditOutcome> outcome) {

    static AuditView ended(
            String auditId, AuditStatus status, Optional<AuditRequest> request, Optional<AuditOutcome> outcome) {
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
                AuditStatus.WAITING,
                request,
                Optional.empty(),
                step.update(),
                step.trouble(),
                Optional.empty(),
                Optional.empty());
    }

    static AuditView atWork(String auditId, Optional<AuditRequest> request, AuditProgress progress, PendingStep step) {
        Optional<SearchProgress> update = step.update().filter(u -> isAtWork(progress, u.stage()));
        return new AuditView(
                auditId,
                progress.paused() ? AuditStatus.PAUSED : AuditStatus.RUNNING,
                request,
                Optional.of(progress),
                update,
                step.trouble().or(progress::trouble),
                update.map(u -> secondsLeft(progress, u)),
                Optional.empty());
    }

    // Temporal is asked for the one, then the workflow for the other: the stage may have ended between the two
    private static boolean isAtWork(AuditProgress progress, int stage) {
        return progress.stages().stream().noneMatch(report -> report.stage() == stage);
    }

    private static long secondsLeft(AuditProgress progress, SearchProgress update) {
        long inThis = update.most() - update.iteration();
        long later = progress.planned().orElse(List.of()).stream()
                .filter(stage -> stage.id() > progress.stage())
                .mapToLong(StageFacts::mostUpdates)
                .sum();
        return Math.round((inThis + later) * update.secondsPerUpdate());
    }
}
