package io.flipside.audit;

import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.RecordSteps;
import io.flipside.audit.step.StageReport;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The steps of one audit as activities, each with its own options. */
final class ActivitySteps implements AuditSteps {
    private final String auditId;
    private final String queue;
    private final Policies policies;
    private final SearchControl control;

    ActivitySteps(AuditRequest request, SearchControl control) {
        this.auditId = Workflow.getInfo().getWorkflowId();
        this.queue = Queues.gpu(request.generator());
        this.policies = request.policies();
        this.control = control;
    }

    @Override
    public String auditId() {
        return auditId;
    }

    @Override
    public RecordSteps bookkeeping(String summary) {
        return record(StepOptions.bookkeeping(summary));
    }

    @Override
    public RecordSteps prepare() {
        return record(StepOptions.prepare(policies));
    }

    @Override
    public ModelSteps pass(String summary) {
        return Workflow.newActivityStub(ModelSteps.class, StepOptions.pass(queue, summary, policies));
    }

    @Override
    public ModelSteps search(String summary) {
        return Workflow.newActivityStub(ModelSteps.class, StepOptions.search(queue, summary, policies));
    }

    @Override
    public long now() {
        return Workflow.currentTimeMillis();
    }

    @Override
    public void await(BooleanSupplier condition) {
        Workflow.await(condition::getAsBoolean);
    }

    @Override
    public void staged(int stage) {
        Workflow.upsertTypedSearchAttributes(AuditAttributes.STAGE.valueSet((long) stage));
    }

    @Override
    public Optional<StageReport> interruptibly(Supplier<StageReport> stage) {
        StageReport[] report = new StageReport[1];
        try {
            control.run(() -> report[0] = stage.get());
            return Optional.of(report[0]);
        } catch (ActivityFailure | CanceledFailure e) {
            boolean interrupted = e instanceof CanceledFailure || e.getCause() instanceof CanceledFailure;
            if (interrupted && !CancellationScope.current().isCancelRequested()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static RecordSteps record(ActivityOptions options) {
        return Workflow.newActivityStub(RecordSteps.class, options);
    }
}
