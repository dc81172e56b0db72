package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.SetAside;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.checkpoint.Fenced;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.record.AuditKeys;
import io.flipside.record.SearchProgress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stage of two updates: as it is, stopped after the first, damaged, taken away. */
class SearchStageTest {
    /** No checkpoint is due before the stage ends. */
    private static final Policies SELDOM = new Policies(30, 86_400, 1, false);

    private final List<Integer> updates = new CopyOnWriteArrayList<>();
    private final StepContext counting = details -> {
        if (details instanceof SearchProgress update) {
            assertThat(update.most()).isEqualTo(2);
            updates.add(update.iteration());
        }
    };

    /** Runs a stage that is told to stop after its first update. */
    static void stopped(String audit, Policies policies, StepStopped.Why why) {
        StepContext context = details -> {
            if (details instanceof SearchProgress) {
                throw new StepStopped(why, new IllegalStateException());
            }
        };
        assertThatThrownBy(() -> TinyAudit.SEARCH.run(TinyAudit.stage(audit, policies), context))
                .isInstanceOfSatisfying(
                        StepStopped.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    private StageReport searched(String audit) {
        return TinyAudit.SEARCH.run(TinyAudit.stage(audit, SELDOM), counting);
    }

    private static List<String> checkpoints(String audit) {
        return TinyAudit.STORE.list("audits/" + audit + "/checkpoints/0001/");
    }

    @Test
    void aStageEndsWithItsStateAndItsLogAndTellsEveryUpdate() {
        StageReport report = searched("whole");
        assertThat(updates).containsExactly(1, 2);
        assertThat(report.updates()).isEqualTo(2);
        assertThat(report.failure()).isEmpty();
        assertThat(report.state().sha256())
                .isEqualTo(TinyAudit.searched().state().sha256());
        assertThat(TinyAudit.STORE.stat(AuditKeys.updates("whole", 1))).isPresent();
        assertThat(TinyAudit.STORE.list("audits/whole/at-work/")).isEmpty();
    }

    @Test
    void aStageBeginsWhereTheOneBeforeLeftOffEvenIfAnotherWasToFollowThen() {
        SearchState start = TinyAudit.BENCH.states().load(TinyAudit.condition().state());
        SearchState elsewhere = new SearchState(2, 0, start.latents(), start.counters(), Optional.empty());
        ArtifactRef state = TinyAudit.BENCH.states().keep("inputs/elsewhere.safetensors", elsewhere);
        StageInput first = TinyAudit.stage("elsewhere", SELDOM);
        StageReport report = TinyAudit.SEARCH.run(
                new StageInput("elsewhere", first.request(), first.clip(), 1, state, first.fingerprint()), counting);
        assertThat(report.state().sha256())
                .isEqualTo(TinyAudit.searched().state().sha256());
        assertThat(updates).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = StepStopped.Why.class,
            names = {"WORKER_STOPS", "CALLED_OFF"})
    void whatIsStoppedIsWrittenDownAndGoesOnToTheSameBits(StepStopped.Why why) {
        String audit = "stopped-" + why;
        stopped(audit, SELDOM, why);
        assertThat(checkpoints(audit)).isNotEmpty();
        assertThat(searched(audit).state().sha256())
                .isEqualTo(TinyAudit.searched().state().sha256());
        assertThat(updates).containsExactly(2);
    }

    @Test
    void whoeverHasLostTheStageWritesNothing() {
        stopped("lost", SELDOM, StepStopped.Why.LOST);
        assertThat(checkpoints("lost")).isEmpty();
    }

    @Test
    void whoeverIsOvertakenStopsAtTheNextCheckpoint() {
        StepContext overtaken = details -> {
            if (details instanceof SearchProgress update && update.iteration() == 1) {
                TinyAudit.BENCH.checkpoints().takeOver("overtaken");
            }
        };
        assertThatThrownBy(() -> TinyAudit.SEARCH.run(TinyAudit.stage("overtaken", Policies.DEFAULT), overtaken))
                .isInstanceOf(Fenced.class);
        assertThat(checkpoints("overtaken")).hasSize(2).allMatch(key -> key.contains("/000001-"));
    }

    @Test
    void aDamagedCheckpointIsPassedOverAndTheBitsAreTheSame() {
        stopped("damaged", Policies.DEFAULT, StepStopped.Why.WORKER_STOPS);
        checkpoints("damaged").stream()
                .filter(key -> key.endsWith(".safetensors"))
                .forEach(TinyAudit.STORE::damage);
        assertThat(searched("damaged").state().sha256())
                .isEqualTo(TinyAudit.searched().state().sha256());
        assertThat(updates).containsExactly(1, 2);
    }

    @Test
    void aStageInWhichWorkersDiedWithoutGettingOnIsSetAside() {
        for (int death = 0; death < Deaths.MOST; death++) {
            new Deaths(TinyAudit.STORE, InstantSource.system()).begin("deadly", "stage-1", "0");
        }
        assertThatThrownBy(() -> searched("deadly")).isInstanceOf(SetAside.class);
    }

    @Test
    void aSearchThatBecomesNonFiniteEndsWithItsReason() {
        SearchState start = TinyAudit.BENCH.states().load(TinyAudit.condition().state());
        Map<String, Latent> broken = new TreeMap<>(start.latents());
        broken.replaceAll((name, latent) -> {
            float[] values = new float[(int) latent.shape().size()];
            values[0] = Float.NaN;
            return Latent.of(latent.shape(), values);
        });
        ArtifactRef state = TinyAudit.BENCH
                .states()
                .keep(
                        "inputs/nan.safetensors",
                        new SearchState(start.stage(), 0, broken, start.counters(), Optional.empty()));
        StageInput first = TinyAudit.stage("nan", SELDOM);
        StageReport report = TinyAudit.SEARCH.run(
                new StageInput("nan", first.request(), first.clip(), 1, state, first.fingerprint()), counting);
        assertThat(report.failure()).map(Reason::code).contains("non-finite");
        assertThat(report.updates()).isZero();
    }
}
