package io.flipside.audit;

import io.flipside.audit.plan.Policies;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How long each step may take and how it is tried again. */
final class StepOptions {
    /**
     * A store, a broker or a worker that is away comes back: trying again is all there is to do, and costs little. A
     * step that will never work says so itself, with a failure that is not tried again.
     */
    private static final RetryOptions FOR_EVER = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setBackoffCoefficient(1.6)
            .setMaximumInterval(Duration.ofMinutes(1))
            .setDoNotRetry(PayloadTooLarge.class.getName())
            .build();

    /** How long somebody who asks for a plan is to wait for it. */
    private static final Duration PLAN = Duration.ofSeconds(20);

    private StepOptions() {}

    /** Configurations and headers are read in milliseconds; a worker that dies meanwhile has another do it. */
    static ActivityOptions plan(String queue) {
        return on(queue, "say what the audit would take")
                .setScheduleToCloseTimeout(PLAN)
                .setStartToCloseTimeout(PLAN.dividedBy(2))
                .build();
    }

    /** Decoding a clip within the limits takes seconds; ten minutes is a machine that hangs. */
    static ActivityOptions prepare(Policies policies) {
        return on(Queues.CPU, "read the clip")
                .setStartToCloseTimeout(Duration.ofMinutes(10))
                .setHeartbeatTimeout(heartbeat(policies))
                .build();
    }

    /** One small object or message: its client gives up after ten seconds. */
    static ActivityOptions bookkeeping(String summary) {
        return on(Queues.CPU, summary)
                .setStartToCloseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /**
     * Reading 33 GB of weights takes minutes, one pass through them less, but a worker that serves several generators may
     * have to finish another audit's stage before. So nothing but silence tells that it hangs: a worker stops its
     * heartbeats itself after an hour of one piece of work.
     */
    static ActivityOptions pass(String queue, String summary, Policies policies) {
        return on(queue, summary)
                .setStartToCloseTimeout(Duration.ofDays(30))
                .setHeartbeatTimeout(heartbeat(policies))
                .build();
    }

    /**
     * A stage may take days, so nothing but the lack of finished updates tells that it hangs. Cancelling waits until the
     * update is finished and written down.
     */
    static ActivityOptions search(String queue, String summary, Policies policies) {
        return on(queue, summary)
                .setStartToCloseTimeout(Duration.ofDays(30))
                .setHeartbeatTimeout(heartbeat(policies))
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build();
    }

    private static Duration heartbeat(Policies policies) {
        return Duration.ofSeconds(policies.heartbeatSeconds());
    }

    private static ActivityOptions.Builder on(String queue, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(queue)
                .setRetryOptions(FOR_EVER)
                .setSummary(summary);
    }
}
