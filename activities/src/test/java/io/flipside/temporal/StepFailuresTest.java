package io.flipside.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flipside.WorkerTrouble;
import io.flipside.audit.Reason;
import io.flipside.audit.StepTrouble;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.SetAside;
import io.flipside.steps.StepContext;
import io.flipside.store.MemoryStore;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a step throws, as Temporal sees and keeps it: histories of former builds have the same. */
@Timeout(600)
class StepFailuresTest {
    private static final String QUEUE = "steps";
    private static final List<StepTrouble> TOLD = new CopyOnWriteArrayList<>();

    private final MemoryStore store = new MemoryStore();
    private final StepHealth health = new StepHealth(InstantSource.system());
    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private Runnable work = () -> {};
    private TestWorkflowEnvironment temporal;
    private WorkerFactory workers;
    private WorkflowStub audit;

    /** A step that does what a test says. */
    @ActivityInterface
    public interface Work {
        void work();
    }

    /** An audit of that step alone. */
    @WorkflowInterface
    public interface Audit {
        @WorkflowMethod(name = "CounterfactualAudit")
        void run();

        @SignalMethod
        void stepTroubled(StepTrouble told);
    }

    /** Tries for ever. */
    public static final class OneStep implements Audit {
        @Override
        public void run() {
            Workflow.newActivityStub(
                            Work.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofHours(1))
                                    .setHeartbeatTimeout(Duration.ofMinutes(1))
                                    .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setMaximumInterval(Duration.ofSeconds(1))
                                            .build())
                                    .build())
                    .work();
        }

        @Override
        public void stepTroubled(StepTrouble told) {
            TOLD.add(told);
        }
    }

    @BeforeEach
    void start() {
        TOLD.clear();
        temporal = TestWorkflowEnvironment.newInstance();
        WorkflowClient client = temporal.getWorkflowClient();
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new StepFailures(client, store, health))
                        .build());
        Worker worker = factory.newWorker(
                QUEUE,
                WorkerOptions.newBuilder()
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(50))
                        .build());
        worker.registerWorkflowImplementationTypes(OneStep.class);
        worker.registerActivitiesImplementations((Work) () -> {
            attempts.incrementAndGet();
            begun.countDown();
            work.run();
        });
        factory.start();
        workers = factory;
        audit = client.newUntypedWorkflowStub(
                "CounterfactualAudit",
                WorkflowOptions.newBuilder()
                        .setTaskQueue(QUEUE)
                        .setWorkflowId("a")
                        .build());
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
        temporal.close();
    }

    private void ends() {
        audit.getResult(Void.class);
    }

    /** What the audit's step failed with. */
    private Throwable failed() {
        Throwable[] cause = new Throwable[1];
        assertThatThrownBy(this::ends)
                .isInstanceOf(WorkflowFailedException.class)
                .satisfies(e -> cause[0] = e.getCause());
        return cause[0] instanceof ActivityFailure failure ? failure.getCause() : cause[0];
    }

    private ApplicationFailure failedBy(RuntimeException thrown) {
        work = () -> {
            throw thrown;
        };
        audit.start();
        return (ApplicationFailure) failed();
    }

    @Test
    void aRefusalIsNeverTriedAgainAndCarriesItsReason() {
        ApplicationFailure failure = failedBy(new Refusal("clip", "It is no video."));
        assertThat(attempts).hasValue(1);
        assertThat(failure.getType()).isEqualTo("Refused");
        assertThat(failure.getOriginalMessage()).isEqualTo("It is no video.");
        assertThat(failure.getDetails().get(Reason.class)).isEqualTo(new Reason("clip", "It is no video."));
    }

    @Test
    void whatTookItsWorkersDownIsNeverTriedAgainAndCarriesItsReason() {
        Reason reason = new Reason("worker-died", "3 workers died.");
        ApplicationFailure failure = failedBy(new SetAside(reason));
        assertThat(attempts).hasValue(1);
        assertThat(failure.getType()).isEqualTo("SetAside");
        assertThat(failure.getDetails().get(Reason.class)).isEqualTo(reason);
    }

    @Test
    void troubleIsTriedAgainTellsTheAuditAndMakesTheProcessComplain() {
        List<String> complaints = new CopyOnWriteArrayList<>();
        work = () -> {
            complaints.addAll(health.complaints());
            if (attempts.get() < 5) {
                throw new WorkerTrouble("no such folder");
            }
        };
        audit.start();
        ends();
        assertThat(TOLD)
                .extracting(StepTrouble::attempts, StepTrouble::kind, StepTrouble::message)
                .containsExactly(
                        tuple(1, StepTrouble.Kind.TROUBLE, "no such folder"),
                        tuple(2, StepTrouble.Kind.TROUBLE, "no such folder"),
                        tuple(4, StepTrouble.Kind.TROUBLE, "no such folder"));
        assertThat(complaints).hasSize(2).allMatch(complaint -> complaint.contains("no such folder"));
        assertThat(health.complaints()).isEmpty();
    }

    @Test
    void aFaultIsGivenUpAtTheThirdTimeAndLeavesItsTraces() {
        ApplicationFailure failure = failedBy(new IllegalStateException("index"));
        assertThat(attempts).hasValue(3);
        assertThat(failure.getType()).isEqualTo("fault");
        assertThat(store.list("audits/a/faults/")).hasSize(3);
    }

    @Test
    void aStepThatIsCancelledEndsAsCancelledAndIsNobodysTrouble() throws InterruptedException {
        work = () -> {
            StepContext context = ActivityContext.here();
            while (true) {
                context.heartbeat("at work");
                Thread.onSpinWait();
            }
        };
        audit.start();
        begun.await();
        audit.cancel();
        assertThat(failed()).isInstanceOf(CanceledFailure.class);
        assertThat(attempts).hasValue(1);
        assertThat(TOLD).isEmpty();
        assertThat(health.complaints()).isEmpty();
    }
}
