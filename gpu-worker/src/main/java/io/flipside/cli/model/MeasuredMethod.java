package io.flipside.cli.model;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Losses;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.plan.UpdateBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A way to search for counterfactuals, or one of them without a part of it.
 *
 * @param name for people
 * @param plan what it asks for
 */
record MeasuredMethod(String name, AuditPlan plan) {
    /** Those of the paper's tables. */
    static final List<String> BASELINES = List.of("bttf", "pgd", "pgd-tiny", "cg-frame", "cg-video-mid", "cg-video");

    private static final int INVERSION = 40;

    /** All there are, those of the paper's tables first. */
    static List<MeasuredMethod> all() {
        AuditPlan tiny = Presets.of(Presets.DEFAULT);
        List<MeasuredMethod> all = new ArrayList<>();
        all.add(new MeasuredMethod(Presets.METHOD, tiny));
        for (String name : List.of("pgd", "pgd-tiny", "cg-frame", "cg-video-mid", "cg-video", "pgd-linf")) {
            all.add(new MeasuredMethod(name, Presets.of(name)));
        }
        Schedule schedule = tiny.schedule().orElseThrow();
        UpdateBudget budget = tiny.budget().orElseThrow();
        all.add(new MeasuredMethod("bttf-no-style", tiny.with(Losses.ofStyle(0))));
        all.add(new MeasuredMethod(
                "bttf-one-stage",
                tiny.with(new Schedule(
                        schedule.denoisingSteps(),
                        schedule.shift(),
                        schedule.lastSteps(),
                        Optional.of(List.of(schedule.denoisingSteps()))))));
        // the shipped preset has no inversion: that of the ablation is the other one
        AuditPlan once = tiny.with(tiny.stop().orElseThrow(), Redraws.NONE);
        all.add(new MeasuredMethod("bttf-inversion", once.with(new UpdateBudget(INVERSION, budget.iterations()))));
        all.add(new MeasuredMethod("random-noise", unguided(Presets.of("cg-video"))));
        return all;
    }

    private static AuditPlan unguided(AuditPlan guided) {
        Map<String, Double> settings = new TreeMap<>(guided.settings().orElseThrow());
        settings.put("scale", 0.0);
        return guided.with(settings);
    }
}
