package io.flipside.local;

import io.flipside.audit.AuditCourse;
import io.flipside.audit.AuditEnding;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StepEnd;
import io.flipside.explain.ExplainProgress;
import io.flipside.record.SearchProgress;
import io.flipside.steps.ModelActivities;
import io.flipside.steps.Plans;
import io.flipside.steps.RecordActivities;
import io.flipside.steps.WorkerParts;
import java.util.Optional;

/** Runs audits one after another; the models stay in memory between them. */
public final class LocalAudits implements AutoCloseable {
    private final WorkerParts parts;
    private final ModelActivities models;
    private final RecordActivities records;
    private Optional<Watch> watch = Optional.empty();

    /** Who is told of the audit at work, and how far it is. */
    private static final class Watch {
        private final ExplainProgress progress;
        private final AuditRequest request;
        private int done;

        Watch(ExplainProgress progress, AuditRequest request) {
            this.progress = progress;
            this.request = request;
        }

        void heartbeat(Object details) {
            if (details instanceof SearchProgress update) {
                done++;
                int most = Plans.stages(request).stream()
                        .mapToInt(StageFacts::mostUpdates)
                        .sum();
                progress.update(update, done, most);
            }
        }
    }

    public LocalAudits(WorkerParts parts) {
        this.parts = parts;
        this.models = new ModelActivities(parts, () -> this::heartbeat);
        this.records = new RecordActivities(parts, event -> {}, () -> this::heartbeat);
    }

    private void heartbeat(Object details) {
        watch.ifPresent(now -> now.heartbeat(details));
    }

    /**
     * Runs an audit from its request to its sealed record, or goes on with one of this id that the store has begun.
     *
     * @param progress told of its steps and updates
     * @return what it came to; a request that cannot be audited is {@link AuditOutcome.Refused}
     */
    public AuditOutcome run(String auditId, AuditRequest request, ExplainProgress progress) {
        Watch now = new Watch(progress, request);
        watch = Optional.of(now);
        AuditCourse course = AuditCourse.undisturbed(
                request, new LocalSteps(auditId, records, models, parts.clock()), progress::step);
        long started = parts.clock().millis();
        AuditOutcome outcome;
        try {
            outcome = course.judged();
        } catch (StepEnd e) {
            outcome = AuditEnding.of(e);
        }
        AuditOutcome done = course.sealed(outcome, started);
        course.announce(done);
        watch = Optional.empty();
        return done;
    }

    @Override
    public void close() {
        records.close();
        models.close();
    }
}
