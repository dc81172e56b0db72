package io.flipside.campaign;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.CounterfactualAudit;
import io.flipside.audit.LossPoint;
import io.flipside.audit.Reason;
import io.flipside.audit.StepTrouble;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** An audit that ends as its target class says: {@code refuse}, {@code fail}, {@code hold}, or any other, at once. */
final class ScriptedAudit implements CounterfactualAudit {
    private final ScriptedCampaign script;
    private boolean released;
    private Optional<String> cancelled = Optional.empty();

    ScriptedAudit(ScriptedCampaign script) {
        this.script = script;
    }

    @Override
    public AuditOutcome run(AuditRequest request) {
        String id = Workflow.getInfo().getWorkflowId();
        script.begins(id);
        if (request.targetClass().equals("hold")) {
            Workflow.await(() -> released || cancelled.isPresent());
        }
        if (request.targetClass().equals("fail")) {
            script.ends(id, "failed");
            throw ApplicationFailure.newNonRetryableFailure("an index is off by one", "Fault");
        }
        AuditOutcome outcome = cancelled
                .<AuditOutcome>map(reason -> new AuditOutcome.Cancelled(reason, Optional.empty()))
                .orElse(new AuditOutcome.Refused(new Reason("scripted", "As scripted."), Optional.empty()));
        script.ends(id, outcome.verdict().word());
        return outcome;
    }

    @Override
    public void cancel(String reason) {
        cancelled = Optional.of(reason);
    }

    /** Lets an audit that holds go on. */
    @Override
    public void stepTroubled(StepTrouble trouble) {
        released = true;
    }

    @Override
    public AuditProgress progress() {
        return new AuditProgress("search", 0, 0, false, List.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public List<LossPoint> lossCurve() {
        return List.of();
    }

    @Override
    public AuditProgress pause() {
        return progress();
    }

    @Override
    public void checkPause() {}

    @Override
    public AuditProgress resume() {
        return progress();
    }

    @Override
    public void checkResume() {}

    @Override
    public AuditProgress stopEarly() {
        return progress();
    }

    @Override
    public void checkStopEarly() {}

    @Override
    public AuditProgress changeBudget(Budget budget) {
        return progress();
    }

    @Override
    public void checkChangeBudget(Budget budget) {}
}
