package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.Queues;
import io.flipside.audit.step.ModelSteps;
import io.flipside.record.AuditIndex;
import io.flipside.store.ObjectStore;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What waits, from the open audits and what Temporal says of their steps: a server that counts a queue's backlog leaves out
 * what is at work, and not every server counts.
 */
final class TemporalQueues implements TaskQueues {
    private static final int MOST_REMEMBERED = 10_000;
    private static final Set<String> MODEL_STEPS =
            POJOActivityInterfaceMetadata.newInstance(ModelSteps.class).getMethodsMetadata().stream()
                    .map(POJOActivityMethodMetadata::getActivityTypeName)
                    .collect(Collectors.toUnmodifiableSet());

    private final WorkflowClient client;
    private final KeptAudits kept;
    private final AuditIndex index;
    /** A request never changes. */
    private final Map<String, String> generators = new ConcurrentHashMap<>();

    TemporalQueues(WorkflowClient client, ObjectStore store) {
        this.client = client;
        this.kept = new KeptAudits(store);
        this.index = new AuditIndex(store);
    }

    @Override
    public List<QueueDemand> demand() {
        Collection<QueueDemand> found = index.open(MOST).parallelStream()
                .flatMap(this::demand)
                .collect(Collectors.toMap(QueueDemand::queue, each -> each, QueueDemand::and, TreeMap::new))
                .values();
        return List.copyOf(found);
    }

    private Stream<QueueDemand> demand(String auditId) {
        return pending(auditId).stream().map(step -> {
            boolean atWork = step.getState() != PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;
            return new QueueDemand(queue(auditId, step), atWork ? 1 : 0, atWork ? 0 : 1);
        });
    }

    @Override
    public Optional<WaitingStep> waiting(String auditId) {
        return pending(AuditIds.checked(auditId)).stream()
                .filter(step -> step.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED
                        && step.getAttempt() <= 1)
                .findFirst()
                .map(step -> {
                    String queue = queue(auditId, step);
                    Instant since = Instant.ofEpochSecond(step.getScheduledTime().getSeconds());
                    return new WaitingStep(step.getActivityType().getName(), queue, since, isUnserved(queue));
                });
    }

    private List<PendingActivityInfo> pending(String auditId) {
        try {
            return client.newUntypedWorkflowStub(auditId).describe().getRawDescription().getPendingActivitiesList();
        } catch (WorkflowNotFoundException e) {
            return List.of(); // the index is late, or Temporal has lost it
        }
    }

    private String queue(String auditId, PendingActivityInfo step) {
        return MODEL_STEPS.contains(step.getActivityType().getName()) ? Queues.gpu(generator(auditId)) : Queues.CPU;
    }

    private String generator(String auditId) {
        if (generators.size() > MOST_REMEMBERED) {
            generators.clear();
        }
        return generators.computeIfAbsent(
                auditId, id -> kept.request(id).map(AuditRequest::generator).orElse("unknown"));
    }

    private boolean isUnserved(String queue) {
        try {
            return client.getWorkflowServiceStubs()
                    .blockingStub()
                    .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                            .build())
                    .getPollersList()
                    .isEmpty();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return false; // the in-memory service does not say
            }
            throw e;
        }
    }
}
