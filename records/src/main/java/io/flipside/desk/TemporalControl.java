package io.flipside.desk;

import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.CounterfactualAudit;
import io.flipside.audit.ParentAudit;
import io.flipside.caller.Caller;
import io.flipside.record.Ask;
import io.flipside.record.AuditKeys;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Steers audits through their workflows. */
final class TemporalControl implements AuditControl {
    /** What requests over HTTP come from. */
    static final String DOOR = "/flipside/api";

    private final WorkflowClient client;
    private final KeptAudits kept;
    private final AuditStarter starter;
    private final Steering steering;

    TemporalControl(WorkflowClient client, KeptAudits kept, AuditStarter starter, Steering steering) {
        this.client = client;
        this.kept = kept;
        this.starter = starter.by(steering.caller());
        this.steering = steering;
    }

    @Override
    public AuditControl by(Caller caller) {
        return new TemporalControl(client, kept, starter, new Steering(steering.asks(), caller));
    }

    @Override
    public boolean maySteer(String auditId) {
        return steering.may(AuditKeys.folder(AuditIds.checked(auditId)));
    }

    @Override
    public Optional<Ask> starter(String auditId) {
        return steering.asks().starter(AuditKeys.folder(AuditIds.checked(auditId)));
    }

    @Override
    public String submit(AuditRequest request, String key) {
        String auditId = AuditIds.of(DOOR, key);
        starter.start(auditId, request);
        return auditId;
    }

    @Override
    public void check(AuditRequest request) {
        starter.check(request);
    }

    @Override
    public String rerun(String auditId, int fromStage, String key) {
        AuditRequest r = kept.request(auditId).orElseThrow(() -> new NoSuchAudit(auditId));
        ParentAudit parent = new ParentAudit(auditId, fromStage);
        kept.planned(auditId).ifPresent(parent::requireAmong);
        return submit(
                new AuditRequest(
                        r.clip(),
                        r.classifier(),
                        r.generator(),
                        r.adapter(),
                        r.targetClass(),
                        r.plan(),
                        r.seed(),
                        Optional.of(parent)),
                key);
    }

    @Override
    public AuditProgress pause(String auditId) {
        return update(auditId, "pause", CounterfactualAudit::pause);
    }

    @Override
    public AuditProgress resume(String auditId) {
        return update(auditId, "resume", CounterfactualAudit::resume);
    }

    @Override
    public AuditProgress stop(String auditId) {
        return update(auditId, "stop", CounterfactualAudit::stopEarly);
    }

    @Override
    public AuditProgress changeBudget(String auditId, Budget budget) {
        return update(auditId, "budget", audit -> audit.changeBudget(budget));
    }

    @Override
    public void cancel(String auditId, String reason) {
        steer(auditId, "cancel", () -> {
            try {
                audit(auditId).cancel(reason);
                return auditId;
            } catch (WorkflowNotFoundException e) {
                throw kept.over(auditId);
            }
        });
    }

    private <T> T steer(String auditId, String what, Supplier<T> act) {
        if (!kept.isAsked(auditId)) {
            throw new NoSuchAudit(auditId);
        }
        return steering.steer("audit", auditId, AuditKeys.folder(auditId), what, act);
    }

    private AuditProgress update(String auditId, String what, Function<CounterfactualAudit, AuditProgress> change) {
        return steer(auditId, what, () -> changed(auditId, change));
    }

    private AuditProgress changed(String auditId, Function<CounterfactualAudit, AuditProgress> change) {
        CounterfactualAudit audit = audit(auditId);
        try {
            return change.apply(audit);
        } catch (WorkflowUpdateException e) {
            throw new NotNow(
                    e.getCause() instanceof ApplicationFailure refusal
                            ? refusal.getOriginalMessage()
                            : String.valueOf(e.getMessage()));
        } catch (WorkflowNotFoundException e) {
            throw kept.over(auditId);
        } catch (WorkflowServiceException e) {
            if (isOver(audit)) {
                throw kept.over(auditId);
            }
            throw e;
        }
    }

    // servers differ in how they refuse to change what is over
    private static boolean isOver(CounterfactualAudit audit) {
        return WorkflowStub.fromTyped(audit).describe().getStatus()
                != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private CounterfactualAudit audit(String auditId) {
        return client.newWorkflowStub(CounterfactualAudit.class, AuditIds.checked(auditId));
    }
}
