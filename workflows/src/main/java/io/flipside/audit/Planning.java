package io.flipside.audit;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks a worker what an audit would take, without starting it. */
@WorkflowInterface
public interface Planning {
    /** Asks a worker that has the request's generator. */
    @WorkflowMethod(name = "AuditPlanning")
    PlanAnswer run(AuditRequest request);
}
