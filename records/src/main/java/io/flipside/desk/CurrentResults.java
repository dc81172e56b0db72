package io.flipside.desk;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.CounterfactualAudit;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditStatus;
import io.flipside.record.StageLog;
import io.flipside.record.UpdateLine;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryRejectedException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Audits at work as Temporal knows them, and those that ended as the store does. */
final class CurrentResults implements AuditResults {
    private final WorkflowClient client;
    private final KeptAudits kept;

    CurrentResults(WorkflowClient client, KeptAudits kept) {
        this.client = client;
        this.kept = kept;
    }

    @Override
    public AuditView show(String auditId) {
        Optional<AuditRequest> request = kept.asked(auditId);
        if (kept.isDone(auditId)) {
            Optional<AuditOutcome> outcome = kept.outcome(auditId);
            AuditStatus status = outcome.map(o -> AuditStatus.of(o.verdict()))
                    .or(() -> kept.lastStatus(auditId))
                    .orElse(AuditStatus.UNREADABLE);
            return AuditView.ended(auditId, status, request, outcome);
        }
        CounterfactualAudit audit = client.newWorkflowStub(CounterfactualAudit.class, auditId);
        try {
            PendingStep step = PendingStep.of(WorkflowStub.fromTyped(audit));
            try {
                return AuditView.atWork(auditId, request, audit.progress(), step);
            } catch (WorkflowServiceException | WorkflowQueryRejectedException e) {
                if (noWorkerAnswers(e)) {
                    return AuditView.waiting(auditId, request, step);
                }
                throw e;
            }
        } catch (WorkflowNotFoundException e) {
            if (kept.request(auditId).isEmpty() && kept.isAccepted(auditId)) {
                return AuditView.ended(auditId, AuditStatus.UNREADABLE, request, Optional.empty());
            }
            throw new NoSuchAudit(auditId);
        }
    }

    // it is a workflow's own code that answers a query: without a worker, or with one that is too busy to take the
    // workflow's task in time, the server refuses, or waits in vain
    static boolean noWorkerAnswers(WorkflowException e) {
        return e instanceof WorkflowQueryRejectedException
                || e.getCause() instanceof StatusRuntimeException status
                        && (status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION
                                || status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED);
    }

    @Override
    public Optional<AuditRecord> record(String auditId) {
        return kept.record(auditId);
    }

    @Override
    public List<UpdateLine> lossCurve(String auditId) {
        if (!kept.isAccepted(auditId)) {
            throw new NoSuchAudit(auditId);
        }
        return stages(auditId).stream()
                .flatMap(log -> log.updates().stream())
                .sorted(Comparator.comparingInt(UpdateLine::stage).thenComparingInt(UpdateLine::iteration))
                .toList();
    }

    @Override
    public List<StageLog> stages(String auditId) {
        return kept.stages(auditId);
    }
}
