package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowQueryRejectedException;
import io.temporal.client.WorkflowServiceException;
import org.junit.jupiter.api.Test;

class CurrentResultsTest {
    private static final WorkflowExecution ONE =
            WorkflowExecution.newBuilder().setWorkflowId("campaign-1").build();

    private static StatusRuntimeException refused(Status.Code code) {
        return new StatusRuntimeException(Status.fromCode(code));
    }

    @Test
    void aServerThatHasNobodyToAskSaysSoInThreeWays() {
        for (Status.Code code : new Status.Code[] {Status.Code.FAILED_PRECONDITION, Status.Code.DEADLINE_EXCEEDED}) {
            assertThat(CurrentResults.noWorkerAnswers(
                            new WorkflowServiceException(ONE, "AuditCampaign", refused(code))))
                    .isTrue();
        }
        // a workflow whose task timed out on a worker that had too much to do
        assertThat(CurrentResults.noWorkerAnswers(new WorkflowQueryRejectedException(
                        ONE, "AuditCampaign", refused(Status.Code.FAILED_PRECONDITION))))
                .isTrue();
        assertThat(CurrentResults.noWorkerAnswers(
                        new WorkflowServiceException(ONE, "AuditCampaign", refused(Status.Code.UNAVAILABLE))))
                .isFalse();
    }
}
