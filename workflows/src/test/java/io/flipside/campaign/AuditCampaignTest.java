package io.flipside.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.CounterfactualAudit;
import io.flipside.audit.PayloadLimit;
import io.flipside.audit.Queues;
import io.flipside.audit.StepTrouble;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class AuditCampaignTest {
    /** What is under way when a history is full may still add to it. */
    private static final int MOST_EVENTS_OF_A_RUN = AuditCampaignWorkflow.MOST_EVENTS + 1_000;

    private final ScriptedCampaign script = new ScriptedCampaign();
    private final TestWorkflowEnvironment temporal = environment();
    private String id = "";

    private static TestWorkflowEnvironment environment() {
        return TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(PayloadLimit.converter())
                        .build())
                .build());
    }

    @BeforeEach
    void start(TestInfo test) {
        id = test.getTestMethod().orElseThrow().getName();
        Worker worker = temporal.newWorker(Queues.WORKFLOW);
        worker.registerWorkflowImplementationTypes(AuditCampaignWorkflow.class);
        worker.registerWorkflowImplementationFactory(CounterfactualAudit.class, () -> new ScriptedAudit(script));
        temporal.newWorker(Queues.CPU).registerActivitiesImplementations(script);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private WorkflowStub begin(int rows, int window) {
        return begin(CampaignState.first(window, CampaignOrders.of(new ManifestPart("first", rows))));
    }

    private WorkflowStub begin(CampaignState state) {
        AuditCampaign campaign = temporal.getWorkflowClient()
                .newWorkflowStub(
                        AuditCampaign.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Queues.WORKFLOW)
                                .setWorkflowId(id)
                                .build());
        WorkflowClient.start(campaign::run, state);
        return WorkflowStub.fromTyped(campaign);
    }

    private static CampaignProgress ended(WorkflowStub campaign) {
        return campaign.getResult(CampaignProgress.class);
    }

    private CampaignProgress progress() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(AuditCampaign.class, id)
                .progress();
    }

    private void release(int row) {
        temporal.getWorkflowClient()
                .newWorkflowStub(CounterfactualAudit.class, ScriptedCampaign.audit(id, row))
                .stepTroubled(new StepTrouble("search", 1, StepTrouble.Kind.TROUBLE, "go on"));
    }

    private boolean hasBegun(int row) {
        return script.begins.contains(ScriptedCampaign.audit(id, row));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private List<String> audits(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(row -> ScriptedCampaign.audit(id, row))
                .toList();
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void everyRowIsAuditedOnceAndNeverMoreAtOnceThanTheWindowHasRoomFor() {
        CampaignProgress last = ended(begin(60, 4));
        assertThat(last.counts()).isEqualTo(Map.of("refused", 60));
        assertThat(last.ended()).isEqualTo(60);
        assertThat(last.atWork()).isEmpty();
        assertThat(script.begins).containsExactlyInAnyOrderElementsOf(audits(1, 60));
        assertThat(script.settled).containsExactlyInAnyOrderElementsOf(numbers(1, 60));
        assertThat(script.mostAtOnce.get()).isBetween(1, 4);
        assertThat(script.results).containsExactly(last);
        assertThat(script.events)
                .extracting(CampaignEvent::id)
                .containsExactly(id + "/accepted", id + "/progress/25", id + "/progress/50", id + "/completed");
    }

    @Test
    void aThousandRowsGoThroughManyRunsWithBoundedHistoriesAndNoneIsLostOrDoubled() {
        WorkflowStub campaign = begin(1_000, 20);
        assertThat(ended(campaign).counts()).isEqualTo(Map.of("refused", 1_000));
        assertThat(script.begins).containsExactlyInAnyOrderElementsOf(audits(1, 1_000));
        assertThat(script.mostAtOnce.get()).isBetween(1, 20);
        List<Integer> events = eventsOfRuns(campaign.getExecution().getRunId());
        assertThat(events).hasSizeGreaterThan(2).allSatisfy(length -> assertThat(length)
                .isLessThan(MOST_EVENTS_OF_A_RUN));
        assertThat(script.events.stream().filter(event -> event.type().equals(CampaignEvent.ACCEPTED)))
                .hasSize(1);
    }

    /** Lengths of the histories of a chain of runs. */
    private List<Integer> eventsOfRuns(String first) {
        List<Integer> lengths = new ArrayList<>();
        String run = first;
        while (!run.isEmpty()) {
            List<HistoryEvent> events =
                    temporal.getWorkflowClient().fetchHistory(id, run).getEvents();
            lengths.add(events.size());
            run = events.get(events.size() - 1)
                    .getWorkflowExecutionContinuedAsNewEventAttributes()
                    .getNewExecutionRunId();
        }
        return lengths;
    }

    @Test
    void aRowThatFailsOrIsRefusedIsAResultAndTheOthersGoOn() {
        script.target = row -> row == 2 ? "fail" : "right";
        assertThat(ended(begin(4, 1)).counts()).isEqualTo(Map.of("refused", 3, "failed", 1));
    }

    @Test
    void whilePausedNoRowBeginsAndThoseAtWorkGoOn() {
        script.target = row -> row <= 2 ? "hold" : "right";
        WorkflowStub campaign = begin(6, 2);
        await(() -> hasBegun(1) && hasBegun(2));
        CampaignProgress paused = campaign.update("pause", CampaignProgress.class);
        assertThat(paused.paused()).isTrue();
        assertThat(script.notes).last().satisfies(note -> assertThat(note.paused())
                .isTrue());
        assertThatThrownBy(() -> campaign.update("pause", CampaignProgress.class))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("paused already");
        release(1);
        release(2);
        await(() -> progress().ended() == 2);
        assertThat(hasBegun(3)).isFalse();
        campaign.update("resume", CampaignProgress.class);
        assertThat(ended(campaign).ended()).isEqualTo(6);
    }

    @Test
    void aCancelledCampaignBeginsNothingMoreAndLetsItsAuditsEndByThemselves() {
        script.target = row -> "hold";
        WorkflowStub campaign = begin(30, 2);
        await(() -> hasBegun(1) && hasBegun(2));
        campaign.update("cancel", CampaignProgress.class, new Cancellation("enough", false));
        release(1);
        release(2);
        CampaignProgress last = ended(campaign);
        assertThat(last.counts()).isEqualTo(Map.of("refused", 2, "not-begun", 28));
        assertThat(last.cancelled()).contains(new Cancellation("enough", false));
        assertThat(script.events).last().satisfies(event -> assertThat(event.data())
                .containsEntry("cancelled", "enough"));
    }

    @Test
    void aCancellationMayEndTheAuditsAtWorkAsWell() {
        script.target = row -> "hold";
        WorkflowStub campaign = begin(5, 2);
        await(() -> hasBegun(1) && hasBegun(2));
        campaign.update("cancel", CampaignProgress.class, new Cancellation("wrong model", true));
        assertThat(ended(campaign).counts()).isEqualTo(Map.of("cancelled", 2, "not-begun", 3));
    }

    @Test
    void rowsAreAddedAndDroppedUnderWay() {
        script.target = row -> row == 1 ? "hold" : "right";
        WorkflowStub campaign = begin(5, 1);
        await(() -> hasBegun(1));
        ManifestPart more = new ManifestPart("second", 3);
        assertThat(campaign.update("add", CampaignProgress.class, more).rows()).isEqualTo(8);
        assertThat(campaign.update("add", CampaignProgress.class, more).rows()).isEqualTo(8);
        campaign.update("drop", CampaignProgress.class, List.of(new RowRange(3, 4), new RowRange(7, 7)));
        assertThatThrownBy(() -> campaign.update("drop", CampaignProgress.class, List.of(new RowRange(8, 9))))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("there is no row 9");
        assertThat(script.notes).last().satisfies(note -> {
            assertThat(note.parts()).containsExactly(new ManifestPart("first", 5), more);
            assertThat(note.dropped()).containsExactly(new RowRange(3, 4), new RowRange(7, 7));
        });
        release(1);
        assertThat(ended(campaign).counts()).isEqualTo(Map.of("refused", 5, "dropped", 3));
        assertThat(hasBegun(3)).isFalse();
        assertThat(hasBegun(8)).isTrue();
    }

    @Test
    void aCampaignThatTemporalForgotBeginsNoRowAgainThatHadEnded() {
        script.known.put(1, "flipped");
        script.known.put(2, "not-flipped");
        CampaignProgress last = ended(begin(4, 2));
        assertThat(last.counts()).isEqualTo(Map.of("flipped", 1, "not-flipped", 1, "refused", 2));
        assertThat(script.begins).containsExactlyInAnyOrderElementsOf(audits(3, 4));
    }

    @Test
    void anAuditThatWasStartedAgainByItselfIsWaitedForAndNotStartedTwice() {
        script.target = row -> "hold";
        script.accepted.add(1);
        CounterfactualAudit audit = temporal.getWorkflowClient()
                .newWorkflowStub(
                        CounterfactualAudit.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Queues.WORKFLOW)
                                .setWorkflowId(ScriptedCampaign.audit(id, 1))
                                .build());
        WorkflowClient.start(
                audit::run,
                script.rows(id, List.of(new ManifestPart("first", 1)), 1)
                        .rows()
                        .get(0)
                        .request()
                        .orElseThrow());
        await(() -> hasBegun(1));
        WorkflowStub campaign = begin(1, 1);
        await(() -> progress().atWork().contains(1));
        release(1);
        assertThat(ended(campaign).counts()).isEqualTo(Map.of("refused", 1));
        assertThat(script.begins).containsExactly(ScriptedCampaign.audit(id, 1));
    }

    @Test
    void aRunTakesTheRowsAtWorkOverFromTheRunBefore() {
        script.ends.put(ScriptedCampaign.audit(id, 1), "flipped");
        CampaignOrders orders = CampaignOrders.of(new ManifestPart("first", 3));
        CampaignProgress last = ended(begin(new CampaignState(
                2,
                orders,
                3,
                List.of(new OpenRow(1, ScriptedCampaign.audit(id, 1))),
                Map.of("failed", 1),
                0,
                Optional.of(1L))));
        assertThat(last.counts()).isEqualTo(Map.of("flipped", 1, "failed", 1, "refused", 1));
        assertThat(script.begins).containsExactly(ScriptedCampaign.audit(id, 3));
        assertThat(script.events).extracting(CampaignEvent::type).containsExactly(CampaignEvent.COMPLETED);
    }

    @Test
    void anotherWorkerThatTakesARunUpDoesWhatTheFirstDid() throws Exception {
        script.target = row -> row == 1 ? "hold" : row == 2 ? "fail" : "right";
        WorkflowStub campaign = begin(30, 2);
        await(() -> hasBegun(1));
        campaign.update("pause", CampaignProgress.class);
        campaign.update("drop", CampaignProgress.class, List.of(new RowRange(30, 30)));
        campaign.update("resume", CampaignProgress.class);
        release(1);
        ended(campaign);
        String history = temporal.getWorkflowClient().fetchHistory(id).toJson(false);
        try (TestWorkflowEnvironment other = environment()) {
            assertThatCode(() -> WorkflowReplayer.replayWorkflowExecution(
                            WorkflowExecutionHistory.fromJson(history), other, AuditCampaignWorkflow.class))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatIsOverTakesNoOrders() {
        WorkflowStub campaign = begin(1, 1);
        ended(campaign);
        assertThatThrownBy(() -> campaign.update("pause", CampaignProgress.class))
                .isInstanceOf(RuntimeException.class);
    }
}
