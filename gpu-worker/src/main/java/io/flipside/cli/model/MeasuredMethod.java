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
        all.add(new MeasuredMethod("bttf-no-style", withoutStyle(tiny)));
        all.add(new MeasuredMethod("bttf-one-stage", lastStageOf(tiny)));
        all.add(new MeasuredMethod("bttf-inversion", inverted(tiny)));
        all.add(new MeasuredMethod("random-noise", unguided(Presets.of("cg-video"))));
        return all;
    }

    /** The whole method, and without one part of it at a time. */
    static List<MeasuredMethod> ablations() {
        AuditPlan whole = inverted(Presets.of(Presets.DEFAULT));
        return List.of(
                new MeasuredMethod("whole", whole),
                new MeasuredMethod("no-inversion", inverting(whole, 0)),
                new MeasuredMethod("no-style", withoutStyle(whole)),
                new MeasuredMethod("no-progressive", lastStageOf(whole)),
                new MeasuredMethod("random-noise", unguided(Presets.of("cg-video"))));
    }

    private static AuditPlan withoutStyle(AuditPlan plan) {
        return plan.with(Losses.ofStyle(0));
    }

    private static AuditPlan lastStageOf(AuditPlan plan) {
        Schedule schedule = plan.schedule().orElseThrow();
        return plan.with(new Schedule(
                schedule.denoisingSteps(),
                schedule.shift(),
                schedule.lastSteps(),
                Optional.of(List.of(schedule.denoisingSteps()))));
    }

    // the shipped preset has no inversion, and draws anew, which does not go with one
    private static AuditPlan inverted(AuditPlan plan) {
        return inverting(plan.with(plan.stop().orElseThrow(), Redraws.NONE), INVERSION);
    }

    private static AuditPlan inverting(AuditPlan plan, int updates) {
        return plan.with(new UpdateBudget(updates, plan.budget().orElseThrow().iterations()));
    }

    private static AuditPlan unguided(AuditPlan guided) {
        Map<String, Double> settings = new TreeMap<>(guided.settings().orElseThrow());
        settings.put("scale", 0.0);
        return guided.with(settings);
    }
}
