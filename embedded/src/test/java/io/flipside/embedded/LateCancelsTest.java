package io.flipside.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Durations;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.temporal.api.command.v1.Command;
import io.temporal.api.command.v1.RequestCancelActivityTaskCommandAttributes;
import io.temporal.api.command.v1.ScheduleActivityTaskCommandAttributes;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of calls in which an activity ends while its workflow calls it off, word by word as workers send them. */
class LateCancelsTest {
    private static final String NAMESPACE = "default";
    private static final String WORKFLOW = "audit";
    private static final TaskQueue QUEUE =
            TaskQueue.newBuilder().setName("queue").build();

    private EmbeddedTemporal temporal;
    private ManagedChannel channel;

    @BeforeEach
    void start() {
        temporal = EmbeddedTemporal.start(0);
        channel =
                NettyChannelBuilder.forTarget(temporal.target()).usePlaintext().build();
        service()
                .startWorkflowExecution(StartWorkflowExecutionRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setWorkflowId(WORKFLOW)
                        .setRequestId(WORKFLOW)
                        .setWorkflowType(WorkflowType.newBuilder().setName("Audit"))
                        .setTaskQueue(QUEUE)
                        .build());
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        temporal.close();
    }

    private WorkflowServiceBlockingStub service() {
        return WorkflowServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    private PollWorkflowTaskQueueResponse task() {
        return service()
                .pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setTaskQueue(QUEUE)
                        .build());
    }

    private void decide(PollWorkflowTaskQueueResponse task, Command.Builder... commands) {
        RespondWorkflowTaskCompletedRequest.Builder decision = RespondWorkflowTaskCompletedRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .setTaskToken(task.getTaskToken());
        for (Command.Builder command : commands) {
            decision.addCommands(command);
        }
        service().respondWorkflowTaskCompleted(decision.build());
    }

    private static Command.Builder doIt() {
        return Command.newBuilder()
                .setCommandType(CommandType.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK)
                .setScheduleActivityTaskCommandAttributes(ScheduleActivityTaskCommandAttributes.newBuilder()
                        .setActivityId("step")
                        .setActivityType(ActivityType.newBuilder().setName("Step"))
                        .setTaskQueue(QUEUE)
                        .setStartToCloseTimeout(Durations.fromSeconds(60)));
    }

    private static Command.Builder callItOff(PollWorkflowTaskQueueResponse task) {
        long scheduled = task.getHistory().getEventsList().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                .mapToLong(HistoryEvent::getEventId)
                .findFirst()
                .orElseThrow();
        return Command.newBuilder()
                .setCommandType(CommandType.COMMAND_TYPE_REQUEST_CANCEL_ACTIVITY_TASK)
                .setRequestCancelActivityTaskCommandAttributes(
                        RequestCancelActivityTaskCommandAttributes.newBuilder().setScheduledEventId(scheduled));
    }

    /** A step is taken by a worker; its token. */
    private ByteString begun() {
        decide(task(), doIt());
        return service()
                .pollActivityTaskQueue(PollActivityTaskQueueRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setTaskQueue(QUEUE)
                        .build())
                .getTaskToken();
    }

    private void signal() {
        service()
                .signalWorkflowExecution(SignalWorkflowExecutionRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(WORKFLOW))
                        .setSignalName("cancel")
                        .build());
    }

    private void end(ByteString step) {
        service()
                .respondActivityTaskCompleted(RespondActivityTaskCompletedRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setTaskToken(step)
                        .build());
    }

    private static List<EventType> types(PollWorkflowTaskQueueResponse task) {
        return task.getHistory().getEventsList().stream()
                .map(HistoryEvent::getEventType)
                .toList();
    }

    @Test
    void aWorkflowThatCallsOffWhatHasJustEndedIsAskedAgainWithTheEndInItsHistory() {
        ByteString step = begun();
        signal();
        PollWorkflowTaskQueueResponse task = task();
        end(step);
        assertThatThrownBy(() -> decide(task, callItOff(task)))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
        PollWorkflowTaskQueueResponse again = task();
        assertThat(types(again))
                .contains(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED, EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
        decide(again, Command.newBuilder().setCommandType(CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION));
    }

    @Test
    void aWorkflowThatCallsOffWhatIsAtWorkIsHeard() {
        ByteString step = begun();
        signal();
        PollWorkflowTaskQueueResponse task = task();
        decide(task, callItOff(task));
        end(step);
        assertThat(types(task()))
                .contains(
                        EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED,
                        EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED);
    }
}
