package io.flipside.audit;

import io.flipside.audit.plan.AuditPlan;
import io.temporal.workflow.CancellationScope;
import java.util.Optional;

/** What people have asked of a running search, and the means to interrupt the stage at work. */
final class SearchControl {
    private AuditPlan plan;
    private boolean paused;
    private boolean stopped;
    private Optional<CancellationScope> atWork = Optional.empty();

    SearchControl(AuditPlan plan) {
        this.plan = plan;
    }

    AuditPlan plan() {
        return plan;
    }

    boolean paused() {
        return paused;
    }

    boolean stopped() {
        return stopped;
    }

    void pause() {
        paused = true;
        interrupt("paused");
    }

    void resume() {
        paused = false;
    }

    void stop() {
        stopped = true;
        interrupt("stopped early");
    }

    void change(AuditPlan changed) {
        plan = changed;
        interrupt("budget changed");
    }

    /** Runs a stage so that it can be interrupted. */
    void run(Runnable stage) {
        CancellationScope scope = io.temporal.workflow.Workflow.newCancellationScope(stage);
        atWork = Optional.of(scope);
        try {
            scope.run();
        } finally {
            atWork = Optional.empty();
        }
    }

    private void interrupt(String reason) {
        atWork.ifPresent(scope -> scope.cancel(reason));
    }
}
