package io.flipside.audit;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The search, one activity per number of denoising steps; a stage that was interrupted goes on where it was. */
final class SearchStages {
    private final AuditRequest request;
    private final AuditSteps steps;
    private final SearchControl control;
    private final List<StageReport> reports = new ArrayList<>();
    private int stage;

    SearchStages(AuditRequest request, AuditSteps steps, SearchControl control) {
        this.request = request;
        this.steps = steps;
        this.control = control;
    }

    /** Number of denoising steps at work; 0 before the search. */
    int stage() {
        return stage;
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

    /** What the search leaves: the latent to decode, with how many steps, and what went wrong. */
    record Found(ArtifactRef state, int denoisingSteps, Optional<Reason> failure) {}

    Found run(ClipFacts clip, Condition condition) {
        ArtifactRef state = condition.state();
        stage = condition.firstStage();
        while (stage <= control.plan().schedule().denoisingSteps()) {
            steps.await(() -> !control.paused() || control.stopped());
            StageInput input = new StageInput(
                    steps.auditId(), request.searchedBy(control.plan()), clip, stage, state, condition.fingerprint());
            if (control.stopped()) {
                StageReport best = steps.bookkeeping("keep the best").keepBest(input);
                return new Found(best.state(), Math.max(1, best.stage()), Optional.empty());
            }
            Optional<StageReport> done = interruptibly(input);
            if (done.isPresent()) {
                StageReport report = done.get();
                reports.add(report);
                state = report.state();
                steps.staged(stage);
                steps.announce("stage.completed", Integer.toString(stage), facts(report));
                if (report.failure().isPresent()) {
                    return new Found(state, Math.max(1, stage), report.failure());
                }
                stage++;
            }
        }
        return new Found(state, control.plan().schedule().denoisingSteps(), Optional.empty());
    }

    private Optional<StageReport> interruptibly(StageInput input) {
        ModelSteps search = steps.search(summary());
        return steps.interruptibly(() -> stage == 0 ? search.invert(input) : search.search(input));
    }

    private String summary() {
        if (stage == 0) {
            return "inversion";
        }
        String now = "search " + stage + "/" + control.plan().schedule().denoisingSteps();
        return reports.isEmpty()
                ? now
                : String.format(
                        Locale.ROOT,
                        "%s · p(target) %.2f",
                        now,
                        reports.get(reports.size() - 1).targetProbability());
    }

    private static Map<String, Object> facts(StageReport report) {
        return Map.of(
                "stage", report.stage(),
                "updates", report.updates(),
                "loss", report.loss(),
                "targetProbability", report.targetProbability());
    }
}
