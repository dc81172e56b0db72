package io.flipside.audit;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.UpdateBudget;
import io.flipside.audit.step.StageFacts;
import java.util.ArrayList;
import java.util.List;

/** The stages of audits whose first state was made by a build that did not say them: those of the only method then. */
final class FormerStages {
    private static final int INVERSION = 0;

    private FormerStages() {}

    static List<StageFacts> of(AuditPlan plan) {
        UpdateBudget budget = plan.budget().orElseThrow();
        List<StageFacts> stages = new ArrayList<>();
        if (budget.inversionIterations() > 0) {
            stages.add(new StageFacts(INVERSION, "inversion", budget.inversionIterations()));
        }
        for (int n = 1; n <= plan.schedule().orElseThrow().denoisingSteps(); n++) {
            stages.add(new StageFacts(n, "n=" + n, budget.iterations()));
        }
        return stages;
    }

    /** Whether a stage had an activity of its own. */
    static boolean isInversion(StageFacts stage) {
        return stage.id() == INVERSION;
    }
}
