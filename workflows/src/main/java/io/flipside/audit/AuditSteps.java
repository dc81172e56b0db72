package io.flipside.audit;

import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.RecordSteps;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.util.Map;

/** The steps of one audit, each with its own options. */
record AuditSteps(String auditId, String queue, Policies policies) {
    static AuditSteps of(String auditId, AuditRequest request) {
        return new AuditSteps(auditId, Queues.gpu(request.generator()), request.policies());
    }

    RecordSteps note(String summary) {
        return record(StepOptions.note(summary));
    }

    RecordSteps prepare() {
        return record(StepOptions.prepare(policies));
    }

    ModelSteps pass(String summary) {
        return Workflow.newActivityStub(ModelSteps.class, StepOptions.pass(queue, summary, policies));
    }

    ModelSteps search(String summary) {
        return Workflow.newActivityStub(ModelSteps.class, StepOptions.search(queue, summary, policies));
    }

    /** Tells an event, with the workflow's own clock: a repeat is the same to the last byte. */
    void announce(String type, String discriminator, Map<String, Object> data) {
        note("announce " + type + (discriminator.isEmpty() ? "" : " " + discriminator))
                .announce(new AuditEvent(auditId, type, discriminator, Workflow.currentTimeMillis(), data));
    }

    private static RecordSteps record(ActivityOptions options) {
        return Workflow.newActivityStub(RecordSteps.class, options);
    }
}
