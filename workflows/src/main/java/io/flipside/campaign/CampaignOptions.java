package io.flipside.campaign;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.PayloadTooLarge;
import io.flipside.audit.Queues;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.ChildWorkflowOptions;
import java.time.Duration;

/** How long a campaign's steps may take, how they are tried again, and how its audits are started. */
final class CampaignOptions {
    /** Longest wait between two looks at an audit that another run of the workflow began. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /** Longest that a draft is drawn. */
    private static final Duration DRAFT = Duration.ofMinutes(10);

    private CampaignOptions() {}

    /** A few dozen small objects. */
    static ActivityOptions bookkeeping(String summary) {
        return options(summary, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    /** A few small objects; while the audit is at work it fails at once, and the server waits. */
    static ActivityOptions settling() {
        return options("keep what came of a row", Duration.ofMinutes(1), LOOK_EVERY);
    }

    /** Every row and every counterfactual is read; ten thousand take an hour at most. A lost worker is noticed soon. */
    static ActivityOptions results() {
        return ActivityOptions.newBuilder(options("draw up the results", Duration.ofHours(12), Duration.ofMinutes(1)))
                .setHeartbeatTimeout(Duration.ofMinutes(1))
                .build();
    }

    /** Somebody waits: it is tried for as long as they do. */
    static ActivityOptions draft() {
        return ActivityOptions.newBuilder(options("draw up what there is", DRAFT, Duration.ofSeconds(5)))
                .setHeartbeatTimeout(Duration.ofMinutes(1))
                .setScheduleToCloseTimeout(DRAFT)
                .build();
    }

    /**
     * An audit is an ordinary one: it outlives this run of the workflow, and one of its id that ran before is not run
     * again.
     */
    static ChildWorkflowOptions audit(String auditId, AuditRequest request) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(auditId)
                .setTaskQueue(Queues.WORKFLOW)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary("'" + request.targetClass() + "' instead, by " + request.classifier())
                .build();
    }

    private static ActivityOptions options(String summary, Duration longest, Duration longestWait) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(Queues.CPU)
                .setStartToCloseTimeout(longest)
                .setSummary(summary)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setBackoffCoefficient(1.6)
                        .setMaximumInterval(longestWait)
                        .setDoNotRetry(PayloadTooLarge.class.getName())
                        .build())
                .build();
    }
}
