package io.flipside.steps;

import io.flipside.WorkerTrouble;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.PlanAnswer;
import io.flipside.audit.Reason;
import io.flipside.audit.step.PlanSteps;
import io.flipside.audit.step.Refusal;
import io.flipside.record.AuditJson;
import java.nio.charset.StandardCharsets;

/** Says what audits would take on this worker. It loads nothing, so it waits for no step that holds the models. */
public final class PlanActivities implements PlanSteps {
    private final Costs costs;

    public PlanActivities(WorkerParts parts) {
        this.costs = new Costs(parts);
    }

    /** Whoever asks is there and waits: what an audit would be retried for is said at once. */
    @Override
    public PlanAnswer plan(AuditRequest request) {
        try {
            return PlanAnswer.of(new String(AuditJson.bytes(costs.of(request)), StandardCharsets.UTF_8));
        } catch (Refusal e) {
            return PlanAnswer.refused(e.reason());
        } catch (WorkerTrouble e) {
            return PlanAnswer.refused(new Reason("models", String.valueOf(e.getMessage())));
        }
    }
}
