package io.flipside.audit;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The search, one activity for each stage that its method gives; a stage that was interrupted goes on where it was. What
 * a stage does is the method's matter.
 */
final class SearchStages {
    private final AuditRequest request;
    private final AuditSteps steps;
    private final SearchControl control;
    private final List<StageReport> reports = new ArrayList<>();
    private Optional<StageFacts> atWork = Optional.empty();
    private List<StageFacts> stages = List.of();
    private boolean former;

    SearchStages(AuditRequest request, AuditSteps steps, SearchControl control) {
        this.request = request;
        this.steps = steps;
        this.control = control;
    }

    /** Id of the stage at work; 0 before the search. */
    int stage() {
        return atWork.map(StageFacts::id).orElse(0);
    }

    /** All stages, in order; empty before the search. */
    List<StageFacts> planned() {
        return stages;
    }

    List<StageReport> reports() {
        return reports;
    }

    List<LossPoint> lossCurve() {
        List<LossPoint> curve = new ArrayList<>();
        int updates = 0;
        for (StageReport report : reports) {
            updates += report.updates();
            curve.add(new LossPoint(report.stage(), updates, report.loss(), report.targetProbability()));
        }
        return curve;
    }

    /** The search by another plan from its next update on; false if the stage at work would be none of it. */
    boolean change(AuditPlan plan) {
        if (!stages.isEmpty()) {
            List<StageFacts> anew = of(plan);
            if (atWork.filter(stage -> anew.stream().noneMatch(other -> other.id() == stage.id()))
                    .isPresent()) {
                return false;
            }
            stages = anew;
        }
        control.change(plan);
        return true;
    }

    /** What the search leaves: the state to decode, the stage that it ended in, and what went wrong. */
    record Found(ArtifactRef state, int lastStage, Optional<Reason> failure) {}

    Found run(ClipFacts clip, Condition condition) {
        former = condition.stages().isEmpty();
        plan(condition);
        ArtifactRef state = condition.state();
        atWork = from(condition.firstStage());
        while (atWork.isPresent()) {
            StageFacts stage = atWork.get();
            steps.await(() -> !control.paused() || control.stopped());
            StageInput input = new StageInput(
                    steps.auditId(),
                    request.searchedBy(control.plan()),
                    clip,
                    stage.id(),
                    state,
                    condition.fingerprint());
            if (control.stopped()) {
                StageReport best = steps.bookkeeping("keep the best").keepBest(input);
                return new Found(best.state(), best.stage(), Optional.empty());
            }
            Optional<StageReport> done = interruptibly(stage, input);
            if (done.isPresent()) {
                StageReport report = done.get();
                reports.add(report);
                state = report.state();
                steps.staged(stage.id());
                steps.announce("stage.completed", Integer.toString(stage.id()), facts(report));
                if (report.failure().isPresent()) {
                    return new Found(state, stage.id(), report.failure());
                }
                atWork = from(stage.id() + 1);
            }
        }
        return new Found(state, stages.get(stages.size() - 1).id(), Optional.empty());
    }

    /** Somebody may have changed the plan before the first state was there, and may do so while its stages are asked for. */
    private void plan(Condition condition) {
        AuditPlan plan = request.plan();
        List<StageFacts> given = condition.stages().orElseGet(() -> of(request.plan()));
        while (!plan.equals(control.plan())) {
            plan = control.plan();
            given = of(plan);
        }
        stages = given;
    }

    private List<StageFacts> of(AuditPlan plan) {
        return former
                ? FormerStages.of(plan)
                : steps.bookkeeping("the stages of the changed plan").stages(steps.auditId(), request.searchedBy(plan));
    }

    /** The first stage that is not before this one. */
    private Optional<StageFacts> from(int id) {
        return stages.stream().filter(stage -> stage.id() >= id).findFirst();
    }

    private Optional<StageReport> interruptibly(StageFacts stage, StageInput input) {
        ModelSteps search = steps.search(summary(stage));
        boolean byItsFormerName = former && FormerStages.isInversion(stage);
        return steps.interruptibly(() -> byItsFormerName ? search.invert(input) : search.search(input));
    }

    private String summary(StageFacts stage) {
        String last = reports.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " · p(target) %.2f",
                        reports.get(reports.size() - 1).targetProbability());
        return "search " + (stages.indexOf(stage) + 1) + "/" + stages.size() + last + " · " + stage.label();
    }

    private static Map<String, Object> facts(StageReport report) {
        return Map.of(
                "stage", report.stage(),
                "updates", report.updates(),
                "loss", report.loss(),
                "targetProbability", report.targetProbability());
    }
}
