package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.UpdateBudget;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.SetAside;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class CounterfactualAuditTest {
    /** {@code -Dflipside.histories=DIR} keeps what was run here as the histories that {@link HistoryReplayTest} replays. */
    private static final Optional<Path> KEEP =
            Optional.ofNullable(System.getProperty("flipside.histories")).map(Path::of);

    private final AuditEnvironment environment = new AuditEnvironment(CounterfactualAuditWorkflow.class);
    private final ScriptedSteps steps = environment.steps;
    private String id = "";

    @BeforeEach
    void name(TestInfo test) {
        id = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void close() throws Exception {
        if (KEEP.isPresent() && !id.isEmpty()) {
            String history =
                    environment.temporal.getWorkflowClient().fetchHistory(id).toJson(false);
            Files.createDirectories(KEEP.get());
            Files.writeString(KEEP.get().resolve(id + ".json"), history);
        }
        environment.close();
    }

    @Test
    void everyStageStartsFromTheStateOfTheOneBefore() {
        AuditOutcome outcome = environment.audit(id).run(AuditEnvironment.request(AuditEnvironment.PLAN));
        assertThat(outcome).isInstanceOf(AuditOutcome.Flipped.class);
        assertThat(outcome.record()).contains(ScriptedSteps.ref("record"));
        assertThat(steps.asked)
                .containsExactly(
                        "accept",
                        "prepare",
                        "admit",
                        "condition",
                        "stage 1 of 3 x 3 from start",
                        "stage 2 of 3 x 3 from stage-1",
                        "stage 3 of 3 x 3 from stage-2",
                        "render stage-3 with 3",
                        "evaluate",
                        "seal");
        assertThat(steps.events)
                .extracting(AuditEvent::id)
                .containsExactly(
                        id + "/accepted",
                        id + "/stage.completed/1",
                        id + "/stage.completed/2",
                        id + "/stage.completed/3",
                        id + "/completed");
        assertThat(environment
                        .temporal
                        .getWorkflowClient()
                        .newWorkflowStub(CounterfactualAudit.class, id)
                        .lossCurve())
                .containsExactly(
                        new LossPoint(1, 3, 0.5, 0.6), new LossPoint(2, 6, 0.5, 0.6), new LossPoint(3, 9, 0.5, 0.6));
    }

    @Test
    void inversionComesFirstIfThePlanHasOne() {
        environment
                .audit(id)
                .run(AuditEnvironment.request(
                        AuditEnvironment.PLAN.with(new UpdateBudget(4, 3)).with(new Budget(3, 1))));
        assertThat(steps.asked).contains("stage 0 of 1 x 3 from start", "stage 1 of 1 x 3 from stage-0");
    }

    @Test
    void aRefusalIsAnOutcomeWithItsReasonAndIsNotTriedAgain() {
        steps.refuseAt = Optional.of(new Reason("class-unknown", "The classifier has no class 'right'."));
        AuditOutcome outcome = environment.audit(id).run(AuditEnvironment.request(AuditEnvironment.PLAN));
        assertThat(outcome)
                .isEqualTo(new AuditOutcome.Refused(
                        new Reason("class-unknown", "The classifier has no class 'right'."),
                        Optional.of(ScriptedSteps.ref("record"))));
        assertThat(steps.asked).containsExactly("accept", "prepare", "admit", "seal");
        assertThat(steps.events).extracting(AuditEvent::type).containsExactly("accepted", "refused");
    }

    @Test
    void infrastructureTroubleIsRetriedAndNeverAnOutcome() {
        steps.stageFailures = 2;
        AuditOutcome outcome = environment.audit(id).run(AuditEnvironment.request(AuditEnvironment.PLAN));
        assertThat(outcome).isInstanceOf(AuditOutcome.Flipped.class);
        assertThat(steps.asked.stream().filter(asked -> asked.startsWith("stage 1")))
                .hasSize(3);
        assertThat(steps.events).extracting(AuditEvent::type).doesNotContain("failed");
    }

    @Test
    void aFaultOfThisProgramEndsTheAuditAsFailedWithARecordAndAnEvent() {
        steps.failAtAdmit = Optional.of(ApplicationFailure.newNonRetryableFailure("an index is off by one", "Fault"));
        WorkflowStub audit = start();
        assertThatThrownBy(() -> audit.getResult(AuditOutcome.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasStackTraceContaining("an index is off by one");
        assertThat(steps.records).singleElement().satisfies(record -> assertThat(record.outcome())
                .isInstanceOfSatisfying(AuditOutcome.Failed.class, failed -> assertThat(
                                failed.reason().sentence())
                        .contains("'admit'", "an index is off by one", "rerun")));
        assertThat(steps.events).extracting(AuditEvent::type).containsExactly("accepted", "failed");
        assertThat(steps.events.get(1).data().get("message").toString()).contains("an index is off by one");
    }

    @Test
    void anAuditThatTookItsWorkersDownIsSetAsideWithItsReason() {
        Reason reason = new Reason("worker-died", "3 workers died.");
        steps.failAtAdmit = Optional.of(AuditEnding.asFailure(new SetAside(reason)));
        assertThat(environment.audit(id).run(AuditEnvironment.request(AuditEnvironment.PLAN)))
                .isEqualTo(new AuditOutcome.SetAside(reason, Optional.of(ScriptedSteps.ref("record"))));
        assertThat(steps.events).extracting(AuditEvent::type).containsExactly("accepted", "set-aside");
    }

    @Test
    void aValueThatIsTooLargeForTheHistoryFailsTheAuditInsteadOfItsTaskForEver() {
        id = "";
        // small enough for each report, too large for all of them in the record
        steps.bytesOfStage = PayloadLimit.BYTES / 2;
        CounterfactualAudit audit = environment.audit("tooLarge");
        WorkflowClient.start(audit::run, AuditEnvironment.request(AuditEnvironment.PLAN));
        assertThatThrownBy(() -> WorkflowStub.fromTyped(audit).getResult(AuditOutcome.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasStackTraceContaining("object store");
        assertThat(steps.events).extracting(AuditEvent::type).endsWith("failed");
    }

    @Test
    void whileAStepIsTriedAgainTheProgressSaysWhyAndAfterwardsNoMore() {
        id = "";
        steps.hangInStage = 2;
        WorkflowStub audit = start("troubled");
        await(() -> asked("stage 2"));
        StepTrouble trouble = new StepTrouble("search", 4, StepTrouble.Kind.TROUBLE, "the store is away");
        audit.signal("stepTroubled", trouble);
        await(() -> audit.query("progress", AuditProgress.class).trouble().isPresent());
        assertThat(audit.query("progress", AuditProgress.class).trouble()).contains(trouble);
        steps.hangInStage = -1;
        assertThat(audit.getResult(AuditOutcome.class)).isInstanceOf(AuditOutcome.Flipped.class);
        assertThat(audit.query("progress", AuditProgress.class).trouble()).isEmpty();
    }

    @Test
    void aFlipThatNobodyCanVouchForIsNotValidAndSaysWhy() {
        Reason doubt = new Reason("out-of-domain", "Train an adapter.");
        steps.doubt = Optional.of(doubt);
        AuditOutcome outcome = environment.audit(id).run(AuditEnvironment.request(AuditEnvironment.PLAN));
        assertThat(outcome).isInstanceOfSatisfying(AuditOutcome.NotValid.class, not -> {
            assertThat(not.reason()).isEqualTo(doubt);
            assertThat(not.record()).isPresent();
        });
        assertThat(AuditEvents.facts(outcome))
                .containsEntry("verdict", "not-valid")
                .containsEntry("reason", Optional.of(doubt));
    }

    @Test
    void noCounterfactualIsAnAnswerWithAReason() {
        steps.flips = false;
        steps.failInStage = 2;
        AuditOutcome outcome = environment.audit(id).run(AuditEnvironment.request(AuditEnvironment.PLAN));
        assertThat(outcome).isInstanceOfSatisfying(AuditOutcome.NotFlipped.class, not -> assertThat(
                        not.reason().code())
                .isEqualTo("non-finite"));
        assertThat(steps.asked).contains("render stage-2 with 2").doesNotContain("stage 3 of 3 x 3 from stage-2");
    }

    @Test
    void pauseGivesTheWorkerBackAndResumeGoesOnWithTheSameStage() {
        steps.hangInStage = 2;
        WorkflowStub audit = start();
        await(() -> asked("stage 2"));
        AuditProgress paused = audit.update("pause", AuditProgress.class);
        assertThat(paused.paused()).isTrue();
        assertThat(paused.stage()).isEqualTo(2);
        assertThatThrownBy(() -> audit.update("pause", AuditProgress.class))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("paused already");
        await(() -> steps.hangInStage < 0);
        audit.update("resume", AuditProgress.class);
        assertThat(audit.getResult(AuditOutcome.class)).isInstanceOf(AuditOutcome.Flipped.class);
        assertThat(steps.asked.stream().filter(asked -> asked.equals("stage 2 of 3 x 3 from stage-1")))
                .hasSize(2);
    }

    @Test
    void stopEarlyJudgesTheBestStateWithItsOwnNumberOfSteps() {
        steps.hangInStage = 2;
        WorkflowStub audit = start();
        await(() -> asked("stage 2"));
        audit.update("stopEarly", AuditProgress.class);
        assertThat(audit.getResult(AuditOutcome.class)).isInstanceOf(AuditOutcome.Flipped.class);
        assertThat(steps.asked).contains("keepBest in 2", "render best with 2").noneMatch(a -> a.startsWith("stage 3"));
    }

    @Test
    void aChangedBudgetHoldsFromTheNextUpdateOn() {
        steps.hangInStage = 1;
        WorkflowStub audit = start();
        await(() -> asked("stage 1"));
        audit.update("changeBudget", AuditProgress.class, new Budget(7, 2));
        audit.getResult(AuditOutcome.class);
        assertThat(steps.asked).contains("stage 1 of 2 x 7 from start", "stage 2 of 2 x 7 from stage-1");
        assertThat(steps.asked).contains("render stage-2 with 2");
    }

    @Test
    void aBudgetBelowTheStageAtWorkIsRefused() {
        steps.hangInStage = 2;
        WorkflowStub audit = start();
        await(() -> asked("stage 2"));
        assertThatThrownBy(() -> audit.update("changeBudget", AuditProgress.class, new Budget(3, 1)))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("denoisingSteps must be at least that");
        steps.hangInStage = -1;
        assertThat(audit.getResult(AuditOutcome.class)).isInstanceOf(AuditOutcome.Flipped.class);
    }

    @Test
    void anotherMethodsStagesFollowEachOtherAndTakeNoBudget() {
        steps.hangInStage = 3;
        AuditPlan drawing =
                AuditPlan.of("draws", Map.of("draws", 2.0, "spread", 0.5), AuditEnvironment.PLAN.policies());
        CounterfactualAudit begun = environment.audit(id);
        WorkflowClient.start(begun::run, AuditEnvironment.request(drawing));
        WorkflowStub audit = WorkflowStub.fromTyped(begun);
        await(() -> asked("stage 3"));
        assertThatThrownBy(() -> audit.update("changeBudget", AuditProgress.class, new Budget(3, 1)))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("search method 'draws' has no budget that could be changed.");
        audit.update("pause", AuditProgress.class);
        await(() -> steps.hangInStage < 0);
        audit.update("resume", AuditProgress.class);
        assertThat(audit.getResult(AuditOutcome.class)).isInstanceOf(AuditOutcome.Flipped.class);
        assertThat(steps.asked)
                .containsSubsequence(
                        "stage 3 from start", "stage 3 from start", "stage 7 from stage-3", "render stage-7 with 7");
        assertThat(steps.records).singleElement().satisfies(record -> assertThat(record.plan())
                .contains(drawing));
    }

    @Test
    void cancelEndsTheAuditWithItsReasonAndARecord() {
        steps.hangInStage = 1;
        WorkflowStub audit = start();
        await(() -> asked("stage 1"));
        audit.signal("cancel", "wrong clip");
        assertThat(audit.getResult(AuditOutcome.class))
                .isEqualTo(new AuditOutcome.Cancelled("wrong clip", Optional.of(ScriptedSteps.ref("record"))));
        assertThat(steps.events).extracting(AuditEvent::type).containsExactly("accepted", "cancelled");
    }

    @Test
    void cancellingWhilePausedWorksAsWell() {
        steps.hangInStage = 1;
        WorkflowStub audit = start();
        await(() -> asked("stage 1"));
        audit.update("pause", AuditProgress.class);
        audit.signal("cancel", "no longer needed");
        assertThat(audit.getResult(AuditOutcome.class).verdict()).isEqualTo(Verdict.CANCELLED);
    }

    @Test
    void nothingLargerThan64KilobytesEntersTheHistory() {
        id = "";
        AuditPlan plan = AuditEnvironment.PLAN;
        assertThatThrownBy(() -> PayloadLimit.converter().toPayload("x".repeat(PayloadLimit.BYTES)))
                .isInstanceOf(PayloadTooLarge.class)
                .hasMessageContaining("object store");
        assertThat(PayloadLimit.converter().toPayload(AuditEnvironment.request(plan)))
                .isPresent();
    }

    private WorkflowStub start() {
        return start(id);
    }

    private WorkflowStub start(String audit) {
        return start(environment.audit(audit));
    }

    private static WorkflowStub start(CounterfactualAudit audit) {
        WorkflowClient.start(audit::run, AuditEnvironment.request(AuditEnvironment.PLAN));
        return WorkflowStub.fromTyped(audit);
    }

    private boolean asked(String prefix) {
        return steps.asked.stream().anyMatch(asked -> asked.startsWith(prefix));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Thread.sleep(Duration.ofMillis(20).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
