package io.flipside.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.UserError;
import io.flipside.store.MemoryStore;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a worker is stopped, the step that it was at is tried elsewhere: the same activity, and nobody's fault. */
@Timeout(600)
class ShutdownsTest {
    private static final String FLOW = "flow";
    private static final String STEPS = "steps";

    private final MemoryStore store = new MemoryStore();
    /** Id and attempt of each execution. */
    private final List<String> executed = new CopyOnWriteArrayList<>();

    private final CountDownLatch begun = new CountDownLatch(1);
    private TestWorkflowEnvironment temporal;
    private WorkerFactory flow;

    /** How a step at work notices. */
    enum Shutdown {
        /** It looks, and ends where it is. */
        NOTICED {
            @Override
            void happens() {
                while (true) {
                    ActivityContext.here().heartbeat("alive");
                    pause();
                }
            }
        },
        /** Its thread is interrupted after the grace, and a library makes something else of that. */
        INTERRUPTED {
            @Override
            void happens() {
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("the library's own word for it", e);
                }
            }
        },
        /** Something that it works with is closed under it. */
        CLOSED_UNDER_IT {
            @Override
            void happens() {
                awaitInterrupt();
                throw new NullPointerException("native memory is gone");
            }
        },
        /** What it works with says that a setting must be wrong. */
        MISTAKEN {
            @Override
            void happens() {
                awaitInterrupt();
                throw new UserError("the folder is gone");
            }
        },
        /** It fails with an error that is no exception. */
        BROKEN {
            @Override
            void happens() {
                awaitInterrupt();
                throw new NoClassDefFoundError("a jar is closed");
            }
        };

        abstract void happens();

        private static void pause() {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void awaitInterrupt() {
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException e) {
                // now
            }
        }
    }

    /** A step. */
    @ActivityInterface
    public interface Work {
        void work();
    }

    /** An audit of that step alone. */
    @WorkflowInterface
    public interface Flow {
        @WorkflowMethod
        void run();
    }

    /** Tries for ever. */
    public static final class OneStep implements Flow {
        @Override
        public void run() {
            Workflow.newActivityStub(
                            Work.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(STEPS)
                                    .setStartToCloseTimeout(Duration.ofHours(1))
                                    .setHeartbeatTimeout(Duration.ofSeconds(5))
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setInitialInterval(Duration.ofMillis(100))
                                            .setMaximumInterval(Duration.ofSeconds(1))
                                            .build())
                                    .build())
                    .work();
        }
    }

    @BeforeEach
    void start() {
        temporal = TestWorkflowEnvironment.newInstance();
        flow = WorkerFactory.newInstance(temporal.getWorkflowClient());
        flow.newWorker(FLOW).registerWorkflowImplementationTypes(OneStep.class);
        flow.start();
    }

    @AfterEach
    void stop() {
        flow.shutdownNow();
        temporal.close();
    }

    /** A worker of steps, and what tells it that it is to stop. */
    private record StepsWorker(WorkerFactory factory, StepFailures failures) {
        void stop() {
            failures.stopping();
            factory.shutdown();
            factory.awaitTermination(200, TimeUnit.MILLISECONDS);
            factory.shutdownNow();
            factory.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private StepsWorker worker(Runnable step) {
        WorkflowClient client = temporal.getWorkflowClient();
        StepFailures failures = new StepFailures(client, store, new StepHealth(InstantSource.system()));
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(failures)
                        .build());
        Worker worker = factory.newWorker(
                STEPS,
                WorkerOptions.newBuilder()
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(50))
                        .build());
        worker.registerActivitiesImplementations((Work) () -> {
            executed.add(Activity.getExecutionContext().getInfo().getActivityId());
            step.run();
        });
        factory.start();
        return new StepsWorker(factory, failures);
    }

    @ParameterizedTest
    @EnumSource
    void theStepGoesOnElsewhereAsTheSameActivityAndNobodysFault(Shutdown shutdown) throws InterruptedException {
        StepsWorker first = worker(() -> {
            begun.countDown();
            shutdown.happens();
        });
        WorkflowStub audit = temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        "Flow",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(FLOW)
                                .setWorkflowId("a")
                                .build());
        audit.start();
        begun.await();
        first.stop();
        StepsWorker second = worker(() -> {});
        audit.getResult(Void.class);
        second.stop();
        // a worker that ends may be given the step once more before it stops asking
        assertThat(executed).hasSizeGreaterThanOrEqualTo(2).containsOnly(executed.get(0));
        assertThat(store.list("audits/a/faults/")).isEmpty();
    }
}
