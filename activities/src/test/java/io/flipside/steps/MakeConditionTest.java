package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.WorkerTrouble;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.ConditionInput;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Refusal;
import io.flipside.record.AuditKeys;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The state before the first update: fresh, or another audit's. */
class MakeConditionTest {
    private static Condition condition(String audit, Optional<ParentAudit> parent, String target) {
        return TinyAudit.CONDITION.run(
                new ConditionInput(
                        audit,
                        TinyWorld.request(
                                TinyAudit.REQUEST.clip(),
                                Optional.empty(),
                                target,
                                TinyAudit.PLAN,
                                Policies.DEFAULT,
                                parent),
                        TinyAudit.clip(),
                        TinyAudit.admitted()),
                TinyAudit.SILENT);
    }

    private static Condition rerun(String audit, String parent, int fromStage) {
        TinyAudit.searched();
        return condition(audit, Optional.of(new ParentAudit(parent, fromStage)), TinyWorld.TARGET);
    }

    private static String codeOf(Runnable rerun) {
        String[] code = new String[1];
        assertThatThrownBy(rerun::run)
                .isInstanceOfSatisfying(Refusal.class, e -> code[0] = e.reason().code());
        return code[0];
    }

    @Test
    void freshNoiseIsTheSameForEveryWorker() {
        Condition one = condition("one", Optional.empty(), TinyWorld.TARGET);
        Condition other = condition("other", Optional.empty(), TinyWorld.TARGET);
        assertThat(one.firstStage()).isEqualTo(1);
        assertThat(one.state().sha256()).isEqualTo(other.state().sha256());
        assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
        assertThat(TinyAudit.STORE.stat(AuditKeys.state("one", "start"))).contains(one.state());
    }

    @Test
    void aRerunFromAStageTakesOverWhatTheStagesBeforeLeft() {
        Condition taken = rerun("again", TinyAudit.ID, 2);
        assertThat(taken.firstStage()).isEqualTo(2);
        assertThat(taken.state().sha256())
                .isEqualTo(TinyAudit.searched().state().sha256());
        assertThat(TinyAudit.STORE.stat(AuditKeys.updates("again", 1)).map(ArtifactRef::sha256))
                .isEqualTo(
                        TinyAudit.STORE.stat(AuditKeys.updates(TinyAudit.ID, 1)).map(ArtifactRef::sha256));
    }

    @Test
    void aRerunFromTheFirstStageTakesTheStateAndOneThatDiffersDrawsItsOwn() {
        assertThat(rerun("first", TinyAudit.ID, 1).state())
                .isEqualTo(TinyAudit.condition().state());
        Condition own = condition("own", Optional.of(new ParentAudit(TinyAudit.ID, 1)), "left");
        assertThat(own.state().key()).isEqualTo(AuditKeys.state("own", "start"));
    }

    @Test
    void aRerunOfWhatIsNotThereOrDiffersIsRefused() {
        assertThat(codeOf(() -> rerun("x", "nobody", 2))).isEqualTo("parent-missing");
        TinyAudit.BENCH.memo().keep("begun", MakeCondition.NAME, Condition.class, TinyAudit.condition());
        assertThat(codeOf(() -> rerun("x", "begun", 2))).isEqualTo("parent-stage");
        assertThat(codeOf(() -> condition("x", Optional.of(new ParentAudit(TinyAudit.ID, 2)), "left")))
                .isEqualTo("parent-differs");
    }

    @Test
    void onModelsOtherThanThoseThatWereAdmittedItIsThisWorkersTrouble() {
        ModelFacts here = TinyAudit.admitted();
        TinyAudit.BENCH
                .memo()
                .keep(
                        "elsewhere",
                        Admit.NAME,
                        ModelFacts.class,
                        new ModelFacts(
                                Map.of("model.safetensors", "0".repeat(64)),
                                here.generatorSha256(),
                                here.adapterError(),
                                here.prediction(),
                                here.probability(),
                                here.targetProbability(),
                                here.provenance(),
                                here.domain(),
                                here.notes()));
        assertThatThrownBy(() -> condition("elsewhere", Optional.empty(), TinyWorld.TARGET))
                .isInstanceOf(WorkerTrouble.class)
                .hasMessageContaining("is not what the audit was admitted with");
    }
}
