package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.CounterfactualAudit;
import io.flipside.audit.Queues;
import io.flipside.caller.Caller;
import io.flipside.record.Asks;
import io.flipside.record.AuditKeys;
import io.flipside.store.ObjectStore;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;

/** Starts audits as Temporal workflows. What the store holds as done is not started again, whatever Temporal forgot. */
public final class TemporalStarter implements AuditStarter {
    private final WorkflowClient client;
    private final ObjectStore store;
    private final Asked asked;
    private final Steering steering;

    public TemporalStarter(WorkflowClient client, ObjectStore store) {
        this(client, store, new Steering(new Asks(store), Caller.SERVICE));
    }

    private TemporalStarter(WorkflowClient client, ObjectStore store, Steering steering) {
        this.client = client;
        this.store = store;
        this.asked = new Asked(store);
        this.steering = steering;
    }

    @Override
    public AuditStarter by(Caller caller) {
        return new TemporalStarter(client, store, new Steering(steering.asks(), caller));
    }

    @Override
    public Started start(String auditId, AuditRequest request) {
        asked.note(auditId, request);
        steering.began(AuditKeys.folder(auditId), request.parent().isPresent() ? "rerun" : "start");
        return goOn(auditId, request);
    }

    @Override
    public void check(AuditRequest request) {
        asked.check(request);
    }

    /** Starts an audit that was accepted before and that Temporal may have lost. */
    public Started goOn(String auditId, AuditRequest request) {
        if (store.stat(AuditKeys.done(auditId)).isPresent()) {
            return Started.KNOWN;
        }
        CounterfactualAudit audit = client.newWorkflowStub(
                CounterfactualAudit.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Queues.WORKFLOW)
                        .setWorkflowId(auditId)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setStaticSummary("'" + request.targetClass() + "' instead, by " + request.classifier())
                        .build());
        try {
            WorkflowClient.start(audit::run, request);
            return Started.NEW;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return Started.KNOWN;
        }
    }
}
