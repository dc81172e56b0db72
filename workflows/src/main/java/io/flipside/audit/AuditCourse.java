package io.flipside.audit;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of an audit in their order, the same wherever it runs. */
public final class AuditCourse {
    private final AuditRequest request;
    private final AuditSteps steps;
    private final SearchControl control;
    private final SearchStages search;
    private final Consumer<String> at;
    private Optional<ClipFacts> clip = Optional.empty();
    private Optional<ModelFacts> models = Optional.empty();

    AuditCourse(AuditRequest request, AuditSteps steps, SearchControl control, Consumer<String> at) {
        this.request = request;
        this.steps = steps;
        this.control = control;
        this.search = new SearchStages(request, steps, control);
        this.at = at;
    }

    /**
     * The course of an audit that nobody interrupts.
     *
     * @param at told the name of each step as it begins
     */
    public static AuditCourse undisturbed(AuditRequest request, AuditSteps steps, Consumer<String> at) {
        return new AuditCourse(request, steps, new SearchControl(request.plan()), at);
    }

    /** From the request to the verdict. What a step throws comes out as it is. */
    public AuditOutcome judged() {
        String id = steps.auditId();
        steps.bookkeeping("keep the request").accept(id, request);
        steps.announce("accepted", "", Map.of("classifier", request.classifier(), "target", request.targetClass()));
        at.accept("prepare");
        ClipFacts facts = steps.prepare().prepare(id, request);
        clip = Optional.of(facts);
        at.accept("admit");
        ModelFacts admitted = steps.pass("load and check the models").admit(id, request, facts);
        models = Optional.of(admitted);
        at.accept("condition");
        Condition condition = steps.pass("make the first state").condition(id, request, facts, admitted);
        at.accept("search");
        SearchStages.Found found = search.run(facts, condition);
        at.accept("render");
        AuditRequest searched = request.searchedBy(control.plan());
        Optional<Integer> last = Optional.of(found.lastStage());
        Rendering rendering = steps.pass("decode and write the clip")
                .render(new RenderInput(id, searched, facts, found.state(), last));
        at.accept("evaluate");
        Evaluation evaluation = steps.pass("judge the written file")
                .evaluate(new EvaluateInput(
                        id, searched, facts, admitted, search.reports(), rendering, last, found.failure()));
        return AuditOutcome.of(evaluation);
    }

    /**
     * Writes the record.
     *
     * @param started when the audit began, epoch milliseconds
     * @return the outcome with its record
     */
    public AuditOutcome sealed(AuditOutcome outcome, long started) {
        at.accept("seal");
        ArtifactRef record = steps.bookkeeping("write the record")
                .seal(new SealInput(
                        steps.auditId(),
                        request,
                        Optional.of(control.plan()),
                        clip,
                        models,
                        search.reports(),
                        outcome,
                        started,
                        steps.now()));
        return outcome.sealedAs(record);
    }

    /** Tells what came out. */
    public void announce(AuditOutcome outcome) {
        steps.announce(AuditEvents.type(outcome), "", AuditEvents.facts(outcome));
    }

    /** Id of the stage at work; 0 before the search. */
    int stage() {
        return search.stage();
    }

    /** All stages of the search; empty before it. */
    List<StageFacts> planned() {
        return search.planned();
    }

    /** The search by another plan from its next update on; false if the stage at work would be none of it. */
    boolean change(AuditPlan plan) {
        return search.change(plan);
    }

    /** The stages that are done. */
    List<StageReport> reports() {
        return search.reports();
    }

    List<LossPoint> lossCurve() {
        return search.lossCurve();
    }
}
