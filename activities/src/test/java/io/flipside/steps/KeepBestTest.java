package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.record.AuditKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepBestTest {
    private final KeepBest keepBest = new KeepBest(TinyAudit.PARTS);

    @AfterEach
    void close() {
        keepBest.close();
    }

    private static StageInput second(String audit) {
        StageInput first = TinyAudit.stage(audit, Policies.DEFAULT);
        return new StageInput(
                audit, first.request(), first.clip(), 2, TinyAudit.searched().state(), first.fingerprint());
    }

    @Test
    void stoppingEarlyKeepsTheLogsOfFinishedStagesAndPointsAtTheBestState() {
        StageInput stopped = second(TinyAudit.ID);
        String log = AuditKeys.updates(TinyAudit.ID, 1);
        String before = TinyAudit.STORE.stat(log).orElseThrow().sha256();
        StageReport best = keepBest.run(stopped, TinyAudit.SILENT);
        assertThat(TinyAudit.STORE.stat(log).orElseThrow().sha256()).isEqualTo(before);
        assertThat(best.state().key()).startsWith("audits/tiny/checkpoints/");
        assertThat(TinyAudit.STORE.stat(best.state().key())).contains(best.state());
        assertThat(best.stage()).isEqualTo(1);
    }

    @Test
    void withoutACheckpointTheStateBeforeTheStageIsTheBest() {
        StageInput stopped = second("no-checkpoint");
        StageReport best = keepBest.run(stopped, TinyAudit.SILENT);
        assertThat(best.state()).isEqualTo(stopped.start());
        assertThat(best.updates()).isZero();
    }

    @Test
    void aStageThatWasStoppedInTheMiddleLeavesTheLogOfItsUpdates() {
        SearchStageTest.stopped("half", Policies.DEFAULT, StepStopped.Why.CALLED_OFF);
        StageReport best = keepBest.run(TinyAudit.stage("half", Policies.DEFAULT), TinyAudit.SILENT);
        assertThat(best.updates()).isEqualTo(1);
        assertThat(TinyAudit.STORE.stat(AuditKeys.updates("half", 1))).isPresent();
    }
}
