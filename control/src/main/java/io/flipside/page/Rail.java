package io.flipside.page;

import io.flipside.audit.AuditProgress;
import io.flipside.audit.StepTrouble;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageReport;
import io.flipside.desk.AuditView;
import io.flipside.record.SearchProgress;
import io.flipside.text.ShownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Where an audit at work stands: the part of its page that changes while it is looked at.
 *
 * @param id of the audit
 * @param status in a word
 * @param doing what it does, in words
 * @param steps of the audit, first to last
 * @param stages of the search, first to last
 * @param made updates of the search so far
 * @param most updates of the search, if no stage ends early; 0 before the search
 * @param left about how long it takes at most, in words; empty if that is not known
 * @param trouble why a step is tried again, in words; empty if it is not
 */
record Rail(
        String id,
        String status,
        String doing,
        List<Step> steps,
        List<StageStep> stages,
        int made,
        int most,
        String left,
        String trouble) {
    private static final List<String> STEPS =
            List.of("prepare", "admit", "condition", "search", "render", "evaluate", "seal");
    private static final Map<String, String> DOING = Map.of(
            "prepare", "reading the clip",
            "admit", "checking models and clip",
            "condition", "encoding the clip",
            "search", "searching",
            "render", "drawing the counterfactual",
            "evaluate", "judging it",
            "seal", "sealing the record");

    /** A step and whether it is {@code done}, {@code now} or {@code later}. */
    record Step(String name, String state) {}

    /**
     * A stage of the search.
     *
     * @param label for people
     * @param state {@code done}, {@code now} or {@code later}
     * @param figures loss and probability, in words; empty before the first update
     * @param preview address of a picture of its end; empty if there is none
     */
    record StageStep(String label, String state, String figures, String preview) {}

    /** @param previewed whether there is a picture of a stage's end */
    static Rail of(AuditView view, IntPredicate previewed) {
        String step = view.progress().map(AuditProgress::step).orElse("");
        boolean searching = step.startsWith("search") || step.startsWith("stage");
        String name = searching ? "search" : step;
        List<StageFacts> planned =
                view.progress().flatMap(AuditProgress::planned).orElse(List.of());
        List<StageReport> ended = view.progress().map(AuditProgress::stages).orElse(List.of());
        int made = ended.stream().mapToInt(StageReport::updates).sum()
                + view.update().map(SearchProgress::iteration).orElse(0);
        return new Rail(
                view.auditId(),
                view.status().word(),
                doing(view, name),
                steps(name),
                stages(view, planned, ended, previewed),
                made,
                planned.stream().mapToInt(StageFacts::mostUpdates).sum(),
                view.secondsLeft().map(Rail::duration).orElse(""),
                view.trouble().map(Rail::said).orElse(""));
    }

    private static String doing(AuditView view, String step) {
        return switch (view.status()) {
            case PAUSED -> "paused";
            case WAITING -> "waiting for a worker";
            default ->
                view.update()
                        .map(update ->
                                ShownText.of(update.name()) + ", update " + update.iteration() + " of " + update.most())
                        .orElse(DOING.getOrDefault(step, step.isEmpty() ? "starting" : ShownText.of(step)));
        };
    }

    private static List<Step> steps(String now) {
        int at = STEPS.indexOf(now);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS.size(); i++) {
            steps.add(new Step(STEPS.get(i), i < at ? "done" : i == at ? "now" : "later"));
        }
        return steps;
    }

    private static List<StageStep> stages(
            AuditView view, List<StageFacts> planned, List<StageReport> ended, IntPredicate previewed) {
        Map<Integer, StageReport> reports =
                ended.stream().collect(Collectors.toMap(StageReport::stage, report -> report, (one, other) -> other));
        List<StageStep> stages = new ArrayList<>();
        for (StageFacts stage : planned) {
            Optional<StageReport> report = Optional.ofNullable(reports.get(stage.id()));
            Optional<SearchProgress> update = view.update().filter(u -> u.stage() == stage.id());
            boolean picture = report.isPresent() && previewed.test(stage.id());
            stages.add(new StageStep(
                    ShownText.of(stage.label()),
                    report.isPresent() ? "done" : update.isPresent() ? "now" : "later",
                    report.map(r -> figures(r.updates(), r.loss(), r.targetProbability()))
                            .or(() -> update.map(u -> figures(u.iteration(), u.loss(), u.targetProbability())))
                            .orElse(""),
                    picture ? "/api/audits/" + view.auditId() + "/previews/" + stage.id() : ""));
        }
        return stages;
    }

    private static String figures(int updates, double loss, double probability) {
        return String.format(
                Locale.ROOT,
                "%d update%s, loss %.3g, target %.3f",
                updates,
                updates == 1 ? "" : "s",
                loss,
                probability);
    }

    private static String said(StepTrouble trouble) {
        return "The step '" + trouble.step() + "' is tried again, " + trouble.attempts() + " times so far: "
                + ShownText.of(trouble.message());
    }

    /** As people say it, rounded up. */
    static String duration(long seconds) {
        if (seconds < 60) {
            return "under a minute";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 90 ? minutes + " min" : String.format(Locale.ROOT, "%.1f h", minutes / 60.0);
    }
}
