package io.flipside.desk;

import io.flipside.audit.PayloadLimit;
import io.flipside.audit.StepTrouble;
import io.flipside.record.SearchProgress;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;
import java.util.Optional;

/**
 * What Temporal says of the step at work.
 *
 * @param update what a search told with its last heartbeat
 * @param trouble why it is tried again, if it is
 */
record PendingStep(Optional<SearchProgress> update, Optional<StepTrouble> trouble) {

    static PendingStep of(WorkflowStub audit) {
        Optional<SearchProgress> update = Optional.empty();
        Optional<StepTrouble> trouble = Optional.empty();
        for (PendingActivityInfo activity : audit.describe().getRawDescription().getPendingActivitiesList()) {
            update = update.or(() -> update(activity));
            trouble = trouble.or(() -> trouble(activity));
        }
        return new PendingStep(update, trouble);
    }

    private static Optional<SearchProgress> update(PendingActivityInfo activity) {
        if (!activity.hasHeartbeatDetails()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(PayloadLimit.converter()
                    .fromPayloads(
                            0,
                            Optional.of(activity.getHeartbeatDetails()),
                            SearchProgress.class,
                            SearchProgress.class));
        } catch (RuntimeException e) {
            return Optional.empty(); // other steps, and a search that is loading its models, say in words what they do
        }
    }

    private static Optional<StepTrouble> trouble(PendingActivityInfo activity) {
        if (!activity.hasLastFailure()) {
            return Optional.empty();
        }
        Failure failure = activity.getLastFailure();
        return Optional.of(new StepTrouble(
                activity.getActivityType().getName(),
                activity.getAttempt(),
                StepTrouble.Kind.ofFailure(failure.getApplicationFailureInfo().getType()),
                failure.getMessage().isEmpty() ? "the worker was lost" : failure.getMessage()));
    }
}
