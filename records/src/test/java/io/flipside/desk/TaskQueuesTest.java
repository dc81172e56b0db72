package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.Content;
import io.flipside.store.FolderStore;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits and what is at work, queue by queue, as a server says it that counts no backlog. */
@Timeout(600)
class TaskQueuesTest {
    private static final String FLOW = "flow";
    private static final String GPU = "flipside.gpu.tiny";
    private static final ArtifactRef CLIP = new ArtifactRef("s3://flipside/c", "ab".repeat(32), 1, "video/mp4");

    @TempDir
    Path folder;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private TestWorkflowEnvironment temporal;
    private WorkerFactory flow;
    private FolderStore store;
    private TaskQueues queues;

    /** A step with a model, by its name. */
    @ActivityInterface
    public interface Admit {
        @ActivityMethod(name = "admit")
        void admit();
    }

    /** An audit of that step alone. */
    @WorkflowInterface
    public interface Flow {
        @WorkflowMethod(name = "CounterfactualAudit")
        void run();
    }

    /** Waits for its step. */
    public static final class OneStep implements Flow {
        @Override
        public void run() {
            Workflow.newActivityStub(
                            Admit.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(GPU)
                                    .setStartToCloseTimeout(Duration.ofHours(1))
                                    .build())
                    .admit();
        }
    }

    @BeforeEach
    void start() {
        temporal = TestWorkflowEnvironment.newInstance();
        WorkflowClient client = temporal.getWorkflowClient();
        store = new FolderStore(folder);
        queues = new TemporalQueues(client, store);
        flow = WorkerFactory.newInstance(client);
        flow.newWorker(FLOW).registerWorkflowImplementationTypes(OneStep.class);
        flow.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        flow.shutdownNow();
        temporal.close();
    }

    private void begin(String audit) {
        AuditPlan plan = AuditPlan.of("draws", Map.of("draws", 2.0), Policies.DEFAULT);
        AuditRequest request =
                new AuditRequest(CLIP, "tiny", "tiny", Optional.empty(), "left", plan, 1, Optional.empty());
        new AuditIndex(store).opened(audit);
        store.put(AuditKeys.request(audit), Content.of(AuditJson.bytes(request)), "application/json");
        Flow started = temporal.getWorkflowClient()
                .newWorkflowStub(
                        Flow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(FLOW)
                                .setWorkflowId(audit)
                                .build());
        WorkflowClient.start(started::run);
    }

    private List<QueueDemand> await(QueueDemand expected) throws InterruptedException {
        List<QueueDemand> seen = queues.demand();
        while (!seen.equals(List.of(expected))) {
            Thread.sleep(50);
            seen = queues.demand();
        }
        return seen;
    }

    @Test
    void whatIsAtWorkCountsBesideWhatWaits() throws InterruptedException {
        begin("audit-a");
        begin("audit-b");
        await(new QueueDemand(GPU, 0, 2));
        assertThat(queues.waiting("audit-a").orElseThrow().queue()).isEqualTo(GPU);
        assertThat(queues.waiting("audit-a").orElseThrow().step()).isEqualTo("admit");
        WorkerFactory gpu = WorkerFactory.newInstance(temporal.getWorkflowClient());
        Worker worker = gpu.newWorker(
                GPU,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(1)
                        .build());
        worker.registerActivitiesImplementations((Admit) () -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        gpu.start();
        begun.await();
        assertThat(await(new QueueDemand(GPU, 1, 1)).get(0).demand()).isEqualTo(2);
        end.countDown();
        while (!queues.demand().isEmpty()) {
            Thread.sleep(50);
        }
        gpu.shutdownNow();
    }

    @Test
    void anAuditThatTheIndexStillHasAsOpenWantsNobody() {
        new AuditIndex(store).opened("audit-gone");
        assertThat(queues.demand()).isEmpty();
        assertThat(queues.waiting("audit-gone")).isEmpty();
    }
}
