package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.step.PlanSteps;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.TimeoutFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One question to one worker; nobody waits in it, for the service skips time. */
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

    @Test
    void whereNoWorkerAnswersItEnds() {
        Planning planning = planning();
        WorkflowClient.start(planning::run, REQUEST);
        temporal.sleep(StepOptions.PLAN.plusSeconds(1));
        assertThatThrownBy(() -> WorkflowStub.fromTyped(planning).getResult(PlanAnswer.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasRootCauseInstanceOf(TimeoutFailure.class);
    }
}
