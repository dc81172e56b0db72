package io.flipside.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.Reason;
import io.flipside.audit.StepTrouble;
import io.flipside.cluster.resource.AuditState;
import io.flipside.cluster.resource.Condition;
import io.flipside.cluster.resource.Conditions;
import io.flipside.desk.AuditView;
import io.flipside.desk.WaitingStep;
import io.flipside.record.AuditStatus;
import io.flipside.record.SearchProgress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an object says of an audit, in every state that it may be in. */
class AuditMirrorTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ID = "audit-1";

    private static AuditView view(
            AuditStatus status,
            Optional<SearchProgress> update,
            Optional<StepTrouble> trouble,
            Optional<AuditOutcome> outcome) {
        return new AuditView(
                ID,
                status,
                Optional.empty(),
                Optional.of(new AuditProgress("search", 2, 3, false, List.of(), Optional.empty(), Optional.empty())),
                update,
                trouble,
                update.map(any -> 40L),
                outcome);
    }

    private static AuditView open(AuditStatus status) {
        return view(status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static AuditState said(AuditView view, Optional<WaitingStep> waiting) {
        return AuditMirror.of(
                view,
                waiting,
                Optional.empty(),
                Optional.empty(),
                new Conditions(List.of(), 3, InstantSource.fixed(NOW)));
    }

    private static Condition condition(AuditState state, String type) {
        return Conditions.of(state.conditions(), type).orElseThrow();
    }

    @Test
    void anAuditAtWorkSaysWhereItIs() {
        AuditView view = view(
                AuditStatus.RUNNING,
                Optional.of(new SearchProgress(2, Optional.of("n=2"), 12, 40, 1.5, 0.25, 1)),
                Optional.empty(),
                Optional.empty());
        AuditState state = said(view, Optional.empty());
        AuditState.Progress progress = state.progress().orElseThrow();
        assertThat(progress.stage()).contains("2/3");
        assertThat(progress.update()).contains("12/40");
        assertThat(progress.targetProbability()).contains(0.25);
        assertThat(progress.secondsLeft()).contains(40L);
        assertThat(condition(state, Conditions.RUNNING).status()).isEqualTo(Condition.Status.True);
        assertThat(condition(state, Conditions.COMPLETE).status()).isEqualTo(Condition.Status.False);
        assertThat(state.result()).isEmpty();
    }

    @Test
    void aQueueThatNoWorkerServesIsNamedWithWhatToStart() {
        WaitingStep waiting = new WaitingStep("admit", "flipside.gpu.wan", NOW, true);
        Condition running = condition(said(open(AuditStatus.RUNNING), Optional.of(waiting)), Conditions.RUNNING);
        assertThat(running.status()).isEqualTo(Condition.Status.False);
        assertThat(running.reason()).isEqualTo("NoWorker");
        assertThat(running.message()).contains("'flipside.gpu.wan'", "no worker serves", "FLIPSIDE_GENERATORS");
    }

    @Test
    void aStepThatIsTriedAgainSaysWhy() {
        AuditView view = view(
                AuditStatus.RUNNING,
                Optional.empty(),
                Optional.of(new StepTrouble("admit", 4, StepTrouble.Kind.TROUBLE, "the disk is full")),
                Optional.empty());
        Condition running = condition(said(view, Optional.empty()), Conditions.RUNNING);
        assertThat(running.reason()).isEqualTo("Retrying");
        assertThat(running.message()).contains("'admit'", "the disk is full");
    }

    @Test
    void aRefusalIsAVerdictWithItsReason() {
        AuditOutcome refused =
                new AuditOutcome.Refused(new Reason("class-unknown", "There is no class 'x'."), Optional.empty());
        AuditState state = said(
                view(AuditStatus.REFUSED, Optional.empty(), Optional.empty(), Optional.of(refused)), Optional.empty());
        assertThat(condition(state, Conditions.COMPLETE).reason()).isEqualTo("Refused");
        assertThat(condition(state, Conditions.COMPLETE).message()).isEqualTo("There is no class 'x'.");
        assertThat(state.result().orElseThrow().reason().orElseThrow().code()).isEqualTo("class-unknown");
        assertThat(state.progress()).isEmpty();
    }

    @Test
    void aConditionKeepsTheTimeSinceWhichItIsSo() {
        Condition before =
                new Condition(Conditions.RUNNING, Condition.Status.False, 1, "2025-01-01T00:00:00Z", "Paused", "held");
        Conditions conditions = new Conditions(List.of(before), 3, InstantSource.fixed(NOW));
        AuditState state = AuditMirror.of(
                open(AuditStatus.WAITING), Optional.empty(), Optional.empty(), Optional.empty(), conditions);
        assertThat(condition(state, Conditions.RUNNING).lastTransitionTime()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(condition(state, Conditions.ACCEPTED).lastTransitionTime()).isEqualTo(NOW.toString());
        assertThat(conditions.news()).extracting(Condition::type).contains(Conditions.RUNNING);
    }

    @Test
    void everyWordBecomesOneThatAClusterTakesForAReason() {
        for (AuditStatus status : AuditStatus.values()) {
            assertThat(Words.camel(status.word())).matches("[A-Z][A-Za-z]+");
        }
    }
}
