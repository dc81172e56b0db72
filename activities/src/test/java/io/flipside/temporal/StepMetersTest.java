package io.flipside.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.WorkerTrouble;
import io.flipside.audit.Queues;
import io.flipside.record.SearchProgress;
import io.flipside.steps.StepContext;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What is counted of steps, from what they tell. */
@Timeout(600)
class StepMetersTest {
    private static final String QUEUE = Queues.gpu("tiny");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<Map<String, String>> logged = new CopyOnWriteArrayList<>();
    private Consumer<Integer> work = attempt -> {};
    private TestWorkflowEnvironment temporal;
    private WorkerFactory workers;

    /** A step that does what a test says. */
    @ActivityInterface
    public interface Work {
        void work();
    }

    /** An audit of that step alone. */
    @WorkflowInterface
    public interface Audit {
        @WorkflowMethod
        void run();
    }

    /** Tries for ever. */
    public static final class OneStep implements Audit {
        @Override
        public void run() {
            Workflow.newActivityStub(
                            Work.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(QUEUE)
                                    .setStartToCloseTimeout(Duration.ofHours(1))
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setMaximumInterval(Duration.ofSeconds(1))
                                            .build())
                                    .build())
                    .work();
        }
    }

    @BeforeEach
    void start() {
        Metrics.addRegistry(registry);
        StepMeters meters = new StepMeters(System::nanoTime);
        temporal = TestWorkflowEnvironment.newInstance();
        workers = WorkerFactory.newInstance(
                temporal.getWorkflowClient(),
                WorkerFactoryOptions.newBuilder().setWorkerInterceptors(meters).build());
        workers.newWorker("audits").registerWorkflowImplementationTypes(OneStep.class);
        workers.newWorker(QUEUE).registerActivitiesImplementations((Work) () -> {
            logged.add(Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of()));
            work.accept(attempts.incrementAndGet());
        });
        workers.start();
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
        temporal.close();
        Metrics.removeRegistry(registry);
        Metrics.globalRegistry.clear();
    }

    private void run() {
        WorkflowStub audit = temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        "Audit",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue("audits")
                                .setWorkflowId("audit-1")
                                .build());
        audit.start();
        audit.getResult(Void.class);
    }

    private static void update(int stage, int iteration) {
        StepContext context = ActivityContext.here();
        context.heartbeat(new SearchProgress(stage, Optional.empty(), iteration, 9, 1.5, 0.25 * iteration, 0.1));
    }

    private double count(String name) {
        return registry.get(name).tag("generator", "tiny").counter().count();
    }

    @Test
    void everyUpdateThatIsToldIsCountedWithTheLastProbability() {
        work = attempt -> {
            update(1, 1);
            update(1, 2);
            update(1, 3);
        };
        run();
        assertThat(count("flipside.updates")).isEqualTo(3);
        assertThat(registry.get("flipside.target.probability").gauge().value()).isEqualTo(0.75);
        assertThat(registry.get("flipside.step")
                        .tags("step", "Work", "stage", "", "end", "done")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatAnotherAttemptToldAndThisOneMakesAgainIsLost() {
        work = attempt -> {
            if (attempt == 1) {
                update(2, 4);
                update(2, 5);
                throw new WorkerTrouble("the machine goes", new IllegalStateException());
            }
            ActivityContext.here().heartbeat("load and encode");
            update(2, 4);
            update(2, 5);
            update(2, 6);
        };
        run();
        assertThat(count("flipside.updates.lost")).isEqualTo(2);
        assertThat(registry.get("flipside.step").tags("end", "not-done").timer().count())
                .isEqualTo(1);
    }

    @Test
    void anotherStageAndTheNextUpdateAreNoLoss() {
        work = attempt -> {
            if (attempt == 1) {
                update(2, 5);
                throw new WorkerTrouble("the machine goes", new IllegalStateException());
            } else if (attempt == 2) {
                update(2, 6);
                throw new WorkerTrouble("the machine goes", new IllegalStateException());
            }
            update(3, 1);
        };
        run();
        assertThat(registry.find("flipside.updates.lost").counters()).isEmpty();
    }

    @Test
    void linesOfAStepSayWhichAuditAndStageTheyAreAbout() {
        run();
        assertThat(logged.get(0)).containsEntry("audit", "audit-1").containsEntry("stage", "Work");
        assertThat(MDC.get("audit")).isNull();
    }
}
