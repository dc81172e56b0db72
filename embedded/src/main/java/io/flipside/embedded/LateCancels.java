package io.flipside.embedded;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workflow may call off an activity that ends while it decides to. Temporal's in-memory service trips over such a decision:
 * it has begun to take it when it finds that the activity is gone, and gives the workflow no task ever again. So such a decision
 * is kept from it: the workflow's task counts as failed, and is given out anew with the activity's end in the history, as Temporal
 * does with other decisions that came too late. No activity ends between the look and the decision, but by a timeout.
 */
final class LateCancels implements ServerInterceptor {
    private static final Set<MethodDescriptor<?, ?>> ENDS_ACTIVITY = Set.of(
            WorkflowServiceGrpc.getRespondActivityTaskCompletedMethod(),
            WorkflowServiceGrpc.getRespondActivityTaskCompletedByIdMethod(),
            WorkflowServiceGrpc.getRespondActivityTaskFailedMethod(),
            WorkflowServiceGrpc.getRespondActivityTaskFailedByIdMethod(),
            WorkflowServiceGrpc.getRespondActivityTaskCanceledMethod(),
            WorkflowServiceGrpc.getRespondActivityTaskCanceledByIdMethod());

    private final Object oneAtATime = new Object();
    private final OpenActivities activities;

    LateCancels(OpenActivities activities) {
        this.activities = activities;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        MethodDescriptor<Q, A> method = call.getMethodDescriptor();
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        if (ENDS_ACTIVITY.contains(method)) {
            return new Ordered<>(listener);
        }
        return method.equals(WorkflowServiceGrpc.getRespondWorkflowTaskCompletedMethod())
                ? new Decided<>(listener, call)
                : listener;
    }

    /** The service does its work when all of the question is there, on this thread. */
    private class Ordered<Q> extends SimpleForwardingServerCallListener<Q> {
        Ordered(ServerCall.Listener<Q> listener) {
            super(listener);
        }

        @Override
        public void onHalfClose() {
            synchronized (oneAtATime) {
                super.onHalfClose();
            }
        }
    }

    private final class Decided<Q> extends Ordered<Q> {
        private final ServerCall<Q, ?> call;
        private @Nullable RespondWorkflowTaskCompletedRequest decision;

        Decided(ServerCall.Listener<Q> listener, ServerCall<Q, ?> call) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            decision = (RespondWorkflowTaskCompletedRequest) message;
            super.onMessage(message);
        }

        @Override
        public void onHalfClose() {
            synchronized (oneAtATime) {
                if (decision == null || !activities.isLate(decision)) {
                    super.onHalfClose();
                    return;
                }
                activities.askAgain(decision);
            }
            call.close(
                    Status.INVALID_ARGUMENT.withDescription(
                            "UnhandledCommand: an activity that is called off has ended meanwhile; the task is given out anew"),
                    new Metadata());
        }
    }
}
