package io.flipside.embedded;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What Temporal's in-memory service knows of the activities that a workflow's decision calls off. */
final class OpenActivities {
    private static final int PATIENCE_SECONDS = 10;

    private final WorkflowServiceGrpc.WorkflowServiceImplBase service;

    OpenActivities(WorkflowServiceGrpc.WorkflowServiceImplBase service) {
        this.service = service;
    }

    /** Whether a decision calls off an activity that has ended. */
    boolean isLate(RespondWorkflowTaskCompletedRequest decision) {
        Set<Long> calledOff = decision.getCommandsList().stream()
                .filter(command -> command.getCommandType() == CommandType.COMMAND_TYPE_REQUEST_CANCEL_ACTIVITY_TASK)
                .map(command ->
                        command.getRequestCancelActivityTaskCommandAttributes().getScheduledEventId())
                .collect(Collectors.toSet());
        if (calledOff.isEmpty()) {
            return false;
        }
        WorkflowExecution workflow = workflowOf(decision.getTaskToken());
        Optional<GetWorkflowExecutionHistoryResponse> history = answer(observer -> service.getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(decision.getNamespace())
                        .setExecution(workflow)
                        .build(),
                observer));
        Optional<DescribeWorkflowExecutionResponse> now = answer(observer -> service.describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(decision.getNamespace())
                        .setExecution(workflow)
                        .build(),
                observer));
        // of a workflow that it does not know the service says so itself
        return history.isPresent()
                && now.isPresent()
                && history.get().getHistory().getEventsList().stream()
                        .filter(event -> calledOff.contains(event.getEventId()))
                        .map(event ->
                                event.getActivityTaskScheduledEventAttributes().getActivityId())
                        .anyMatch(activity -> now.get().getPendingActivitiesList().stream()
                                .noneMatch(open -> open.getActivityId().equals(activity)));
    }

    /** Has the workflow's task given out again, with what has happened since. */
    void askAgain(RespondWorkflowTaskCompletedRequest decision) {
        OpenActivities.<RespondWorkflowTaskFailedResponse>answer(observer -> service.respondWorkflowTaskFailed(
                RespondWorkflowTaskFailedRequest.newBuilder()
                        .setNamespace(decision.getNamespace())
                        .setIdentity(decision.getIdentity())
                        .setTaskToken(decision.getTaskToken())
                        .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND)
                        .build(),
                observer));
    }

    /** A token begins with namespace, workflow and run; the service has no other way to say whose it is. */
    private static WorkflowExecution workflowOf(ByteString token) {
        try (DataInputStream in = new DataInputStream(token.newInput())) {
            in.readUTF();
            return WorkflowExecution.newBuilder()
                    .setWorkflowId(in.readUTF())
                    .setRunId(in.readUTF())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("a token of another service", e);
        }
    }

    /** Empty if the service refuses. */
    private static <A> Optional<A> answer(Consumer<StreamObserver<A>> question) {
        CompletableFuture<Optional<A>> answer = new CompletableFuture<>();
        question.accept(new StreamObserver<>() {
            @Override
            public void onNext(A value) {
                answer.complete(Optional.of(value));
            }

            @Override
            public void onError(Throwable failure) {
                answer.complete(Optional.empty());
            }

            @Override
            public void onCompleted() {
                answer.complete(Optional.empty());
            }
        });
        return answer.completeOnTimeout(Optional.empty(), PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
