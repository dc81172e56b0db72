package io.flipside.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.Queues;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignDrawingTest {
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void aWorkerIsAskedOnceToDrawWhatThereIs() {
        ScriptedCampaign script = new ScriptedCampaign();
        temporal.newWorker(Queues.WORKFLOW).registerWorkflowImplementationTypes(CampaignDrawingWorkflow.class);
        temporal.newWorker(Queues.CPU).registerActivitiesImplementations(script);
        temporal.start();
        temporal.getWorkflowClient()
                .newWorkflowStub(
                        CampaignDrawing.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Queues.WORKFLOW)
                                .build())
                .draw("campaign-1");
        assertThat(script.drafts).containsExactly("campaign-1");
        assertThat(script.results).isEmpty();
    }
}
