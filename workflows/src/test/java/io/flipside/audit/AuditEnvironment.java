package io.flipside.audit;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Optional;

/** Temporal's in-memory service with workers for scripted steps. */
final class AuditEnvironment implements AutoCloseable {
    static final AuditPlan PLAN = Presets.of("tiny")
            .with(new Stop(0.9, 2), Redraws.NONE)
            .with(new Budget(3, 3))
            .with(new Policies(5, 0, 1, false));

    final TestWorkflowEnvironment temporal;
    final ScriptedSteps steps = new ScriptedSteps();

    AuditEnvironment(Class<?> workflow) {
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setIdentity("test")
                        .setDataConverter(PayloadLimit.converter())
                        .build())
                .registerSearchAttribute("FlipsideAudit", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute("FlipsideClassifier", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute("FlipsideTargetClass", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute("FlipsideStage", IndexedValueType.INDEXED_VALUE_TYPE_INT)
                .registerSearchAttribute("FlipsideVerdict", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute("FlipsideConfidence", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE)
                .build());
        Worker workflows = temporal.newWorker(Queues.WORKFLOW);
        workflows.registerWorkflowImplementationTypes(workflow);
        temporal.newWorker(Queues.CPU).registerActivitiesImplementations(steps);
        // a step hears soon that it is wanted no more
        WorkerOptions prompt = WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(200))
                .setDefaultHeartbeatThrottleInterval(Duration.ofMillis(200))
                .build();
        temporal.newWorker(Queues.gpu("tiny"), prompt).registerActivitiesImplementations(steps);
        temporal.start();
    }

    static AuditRequest request(AuditPlan plan) {
        return new AuditRequest(
                ScriptedSteps.ref("clips/a.mkv"), "tiny", "tiny", Optional.empty(), "right", plan, 1, Optional.empty());
    }

    CounterfactualAudit audit(String id) {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        CounterfactualAudit.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Queues.WORKFLOW)
                                .setWorkflowId(id)
                                .build());
    }

    @Override
    public void close() {
        temporal.close();
    }
}
