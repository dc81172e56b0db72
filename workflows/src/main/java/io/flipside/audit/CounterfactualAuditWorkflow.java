package io.flipside.audit;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageReport;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Optional;

/**
 * Steps 1 to 9 of an audit. Refusals and "no counterfactual" are outcomes; what machines do wrong is retried for ever;
 * only a fault of this program fails the workflow, after it is written down and told.
 */
public final class CounterfactualAuditWorkflow implements CounterfactualAudit {
    private final AuditRequest request;
    private final AuditSteps steps;
    private final SearchControl control;
    private final AuditCourse course;
    private Optional<String> cancelReason = Optional.empty();
    private Optional<CancellationScope> work = Optional.empty();
    private String step = "accept";
    private Optional<Noted> trouble = Optional.empty();

    /** Trouble with a step, and how far the search was then: a stage that ends has overcome it. */
    private record Noted(StepTrouble trouble, int stages) {}

    /** Temporal hands the request over before any query, update or signal. */
    @WorkflowInit
    public CounterfactualAuditWorkflow(AuditRequest request) {
        this.request = request;
        this.control = new SearchControl(request.plan());
        this.steps = new ActivitySteps(request, control);
        this.course = new AuditCourse(request, steps, control, this::at);
    }

    @Override
    public AuditOutcome run(AuditRequest same) {
        long started = Workflow.currentTimeMillis();
        Workflow.upsertTypedSearchAttributes(
                AuditAttributes.AUDIT.valueSet(steps.auditId()),
                AuditAttributes.CLASSIFIER.valueSet(request.classifier()),
                AuditAttributes.TARGET_CLASS.valueSet(request.targetClass()));
        AuditOutcome[] outcome = new AuditOutcome[1];
        Optional<TemporalFailure> fault = Optional.empty();
        CancellationScope scope = Workflow.newCancellationScope(() -> outcome[0] = course.judged());
        work = Optional.of(scope);
        try {
            cancelReason.ifPresent(scope::cancel);
            scope.run();
        } catch (TemporalFailure | PayloadTooLarge e) {
            TemporalFailure failure = asFailure(e);
            outcome[0] = AuditEnding.of(failure, step, cancelReason);
            fault = Optional.of(failure).filter(f -> outcome[0] instanceof AuditOutcome.Failed);
        }
        CancellationScope last = Workflow.newDetachedCancellationScope(() -> outcome[0] = seal(outcome[0], started));
        try {
            last.run();
        } catch (TemporalFailure | PayloadTooLarge e) {
            throw unsealed(fault.orElse(asFailure(e)));
        }
        if (fault.isPresent()) {
            throw fault.get();
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
        at("done");
        return outcome[0];
    }

    /** What is too large for a history ends the audit, instead of being tried again for ever. */
    private static TemporalFailure asFailure(RuntimeException e) {
        return e instanceof TemporalFailure failure
                ? failure
                : ApplicationFailure.newNonRetryableFailure(
                        String.valueOf(e.getMessage()), PayloadTooLarge.class.getName());
    }

    /** Not even the record could be written: the event still says what became of the audit. */
    private TemporalFailure unsealed(TemporalFailure failure) {
        AuditOutcome failed = AuditEnding.of(failure, step, Optional.empty());
        Workflow.newDetachedCancellationScope(
                        () -> steps.announce(Verdict.FAILED.word(), "", AuditEvents.facts(failed)))
                .run();
        return failure;
    }

    private void at(String next) {
        step = next;
        trouble = Optional.empty();
    }

    private AuditOutcome seal(AuditOutcome outcome, long started) {
        AuditOutcome result = course.sealed(outcome, started);
        Workflow.upsertTypedSearchAttributes(
                AuditAttributes.VERDICT.valueSet(result.verdict().word()));
        AuditEvents.confidence(result)
                .ifPresent(p -> Workflow.upsertTypedSearchAttributes(AuditAttributes.CONFIDENCE.valueSet(p)));
        course.announce(result);
        return result;
    }

    @Override
    public AuditProgress progress() {
        List<StageReport> reports = List.copyOf(course.reports());
        List<StageFacts> planned = course.planned();
        return new AuditProgress(
                step,
                course.stage(),
                planned.isEmpty() ? 0 : planned.get(planned.size() - 1).id(),
                control.paused(),
                reports,
                Optional.of(planned),
                trouble.filter(noted -> noted.stages() == reports.size()).map(Noted::trouble));
    }

    @Override
    public List<LossPoint> lossCurve() {
        return course.lossCurve();
    }

    @Override
    public AuditProgress pause() {
        control.pause();
        return progress();
    }

    @Override
    public void checkPause() {
        requireSearchAhead("pause");
        require(!control.paused(), "the audit is paused already. Resume it first.");
    }

    @Override
    public AuditProgress resume() {
        control.resume();
        return progress();
    }

    @Override
    public void checkResume() {
        require(control.paused(), "the audit is not paused.");
    }

    @Override
    public AuditProgress stopEarly() {
        control.stop();
        return progress();
    }

    @Override
    public void checkStopEarly() {
        requireSearchAhead("stop");
    }

    @Override
    public AuditProgress changeBudget(Budget budget) {
        AuditPlan plan = control.plan().with(budget);
        boolean fits = course.change(plan);
        require(fits, "stage " + course.stage() + " is at work: denoisingSteps must be at least that.");
        return progress();
    }

    @Override
    public void checkChangeBudget(Budget budget) {
        requireSearchAhead("change the budget of");
        String method = control.plan().method();
        require(control.plan().takesBudget(), "search method '" + method + "' has no budget that could be changed.");
    }

    @Override
    public void cancel(String reason) {
        if (cancelReason.isEmpty()) {
            cancelReason = Optional.of(reason.isBlank() ? "no reason given" : reason);
            work.ifPresent(scope -> scope.cancel(reason));
        }
    }

    @Override
    public void stepTroubled(StepTrouble told) {
        trouble = Optional.of(new Noted(told, course.reports().size()));
    }

    private void requireSearchAhead(String verb) {
        boolean over = step.equals("render") || step.equals("evaluate") || step.equals("seal") || step.equals("done");
        require(!over && !control.stopped(), "the search is over: there is nothing to " + verb + ".");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw ApplicationFailure.newNonRetryableFailure(otherwise, "NotNow");
        }
    }
}
