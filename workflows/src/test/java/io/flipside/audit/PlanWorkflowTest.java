package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.step.PlanSteps;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One question to one worker. */
class PlanWorkflowTest {
    private static final AuditRequest REQUEST = AuditEnvironment.request(AuditEnvironment.PLAN);

    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(PayloadLimit.converter())
                            .build())
                    .build());

    @AfterEach
    void close() {
        temporal.close();
    }

    private Planning planning() {
        temporal.newWorker(Queues.WORKFLOW).registerWorkflowImplementationTypes(PlanWorkflow.class);
        temporal.start();
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        Planning.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Queues.WORKFLOW)
                                .build());
    }

    @Test
    void aWorkerWithTheGeneratorAnswers() {
        PlanSteps worker = request -> PlanAnswer.of("{\"seed\":" + request.seed() + "}");
        temporal.newWorker(Queues.plan("tiny")).registerActivitiesImplementations(worker);
        assertThat(planning().run(REQUEST)).isEqualTo(PlanAnswer.of("{\"seed\":1}"));
    }

    @Test
    void aRefusalIsAnAnswer() {
        PlanAnswer refused = PlanAnswer.refused(new Reason("models", "There is none."));
        PlanSteps worker = request -> refused;
        temporal.newWorker(Queues.plan("tiny")).registerActivitiesImplementations(worker);
        assertThat(planning().run(REQUEST)).isEqualTo(refused);
    }
}
