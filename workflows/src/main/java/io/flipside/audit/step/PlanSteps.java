package io.flipside.audit.step;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.PlanAnswer;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a worker with models says without loading them. */
@ActivityInterface
public interface PlanSteps {
    /** What an audit would take at most. */
    @ActivityMethod(name = "plan")
    PlanAnswer plan(AuditRequest request);
}
