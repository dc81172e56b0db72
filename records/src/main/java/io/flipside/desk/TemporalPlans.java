package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.PlanAnswer;
import io.flipside.audit.Planning;
import io.flipside.audit.Queues;
import io.flipside.audit.Reason;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a worker, through a workflow that is forgotten afterwards. */
final class TemporalPlans implements AuditPlans {
    /** A little longer than the workflow waits for a worker: its own answer says more. */
    private static final Duration PATIENCE = Duration.ofSeconds(22);

    private final WorkflowClient client;
    private final AuditStarter starter;

    TemporalPlans(WorkflowClient client, AuditStarter starter) {
        this.client = client;
        this.starter = starter;
    }

    @Override
    public String plan(AuditRequest request) {
        starter.check(request);
        PlanAnswer answer = asked(request);
        return answer.plan()
                .orElseThrow(() -> new UserError(
                        answer.refusal().map(Reason::sentence).orElse("the worker gave no plan. Look into its log.")));
    }

    private PlanAnswer asked(AuditRequest request) {
        Planning planning = client.newWorkflowStub(
                Planning.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Queues.WORKFLOW)
                        .setWorkflowRunTimeout(PATIENCE)
                        .setStaticSummary("what an audit by " + request.generator() + " would take")
                        .build());
        WorkflowClient.start(planning::run, request);
        try {
            return WorkflowStub.fromTyped(planning)
                    .getResult(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, PlanAnswer.class);
        } catch (TimeoutException e) {
            throw noWorker(request, e);
        } catch (WorkflowFailedException e) {
            throw isTimeout(e) ? noWorker(request, e) : e;
        }
    }

    private static boolean isTimeout(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause != null && (cause instanceof TimeoutFailure || isTimeout(cause));
    }

    private static NoWorker noWorker(AuditRequest request, Exception cause) {
        return new NoWorker(
                "no worker that has the generator '" + request.generator()
                        + "' answers. Start one, or try again when there is one.",
                cause);
    }
}
