package io.flipside.audit;

import io.flipside.audit.step.PlanSteps;
import io.temporal.workflow.Workflow;

/** One question to one worker. Somebody waits for the answer, so it fails if none comes in time. */
public final class PlanWorkflow implements Planning {
    @Override
    public PlanAnswer run(AuditRequest request) {
        return Workflow.newActivityStub(PlanSteps.class, StepOptions.plan(Queues.plan(request.generator())))
                .plan(request);
    }
}
