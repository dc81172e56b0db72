package io.flipside.audit;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** One audit, from the request to the sealed record. Its workflow id is the audit's id. */
@WorkflowInterface
public interface CounterfactualAudit {
    /** Runs the audit. */
    @WorkflowMethod(name = "CounterfactualAudit")
    AuditOutcome run(AuditRequest request);

    /** Where it stands; between the updates of a stage the newest checkpoint knows more. */
    @QueryMethod
    AuditProgress progress();

    /** How the loss went, stage by stage. */
    @QueryMethod
    List<LossPoint> lossCurve();

    /** Holds the search after its current update and gives the worker back. */
    @UpdateMethod
    AuditProgress pause();

    /** Refuses when there is nothing to pause. */
    @UpdateValidatorMethod(updateName = "pause")
    void checkPause();

    /** Goes on from the newest checkpoint. */
    @UpdateMethod
    AuditProgress resume();

    /** Refuses unless paused. */
    @UpdateValidatorMethod(updateName = "resume")
    void checkResume();

    /** Ends the search after its current update and judges the best state so far. */
    @UpdateMethod
    AuditProgress stopEarly();

    /** Refuses when the search is over. */
    @UpdateValidatorMethod(updateName = "stopEarly")
    void checkStopEarly();

    /** Changes how much the search may still do. */
    @UpdateMethod
    AuditProgress changeBudget(Budget budget);

    /** Refuses when the search is over or already past the new limit. */
    @UpdateValidatorMethod(updateName = "changeBudget")
    void checkChangeBudget(Budget budget);

    /** Ends the audit; its record says so. */
    @SignalMethod
    void cancel(String reason);

    /** A worker tells that a step did not work; it is tried again. */
    @SignalMethod
    void stepTroubled(StepTrouble trouble);
}
