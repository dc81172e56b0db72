package io.flipside.cli.model;

import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Losses;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.plan.Stop;
import java.util.List;
import java.util.Optional;

/**
 * A way to spend less, or nothing less, on the shipped models.
 *
 * @param name for people
 * @param plan what it asks for
 */
record MeasuredPolicy(String name, AuditPlan plan) {
    private static final AuditPlan TINY = Presets.of(Presets.DEFAULT);
    private static final int STEPS = TINY.schedule().orElseThrow().denoisingSteps();
    private static final double SHIFT = TINY.schedule().orElseThrow().shift();
    private static final int UPDATES = TINY.budget().orElseThrow().iterations();
    private static final int FEWER_STEPS = 4;
    private static final Schedule LADDER = new Schedule(STEPS, SHIFT, 0, Optional.of(List.of(1, 2, 4, STEPS)));
    private static final Schedule ONE_STEP = new Schedule(STEPS, SHIFT, 1);
    private static final Stop SETTLED = new Stop(0.9, Stop.PATIENCE, Optional.of(0.1));
    private static final double CLIP = 0.1;
    private static final double PRIOR = 0.01;

    /** Those of the table, that of the paper first. */
    static List<MeasuredPolicy> all() {
        AuditPlan paper = TINY.with(Stop.RUN_ALL, Redraws.NONE);
        AuditPlan early = TINY.with(TINY.stop().orElseThrow(), Redraws.NONE);
        return List.of(
                new MeasuredPolicy("paper", paper),
                new MeasuredPolicy("n4", paper.with(new Budget(UPDATES, FEWER_STEPS))),
                new MeasuredPolicy("ladder", paper.with(LADDER)),
                new MeasuredPolicy("one-step", paper.with(ONE_STEP)),
                new MeasuredPolicy("early", early),
                new MeasuredPolicy("early-settled", TINY.with(SETTLED, Redraws.NONE)),
                new MeasuredPolicy(
                        "early-clipped", early.with(clipped(early.optimiser().orElseThrow()))),
                new MeasuredPolicy(
                        "early-prior", early.with(withPrior(early.losses().orElseThrow()))),
                new MeasuredPolicy("early-n4", early.with(new Budget(UPDATES, FEWER_STEPS))),
                new MeasuredPolicy("early-ladder", early.with(LADDER)),
                new MeasuredPolicy("early-one-step", early.with(ONE_STEP)),
                new MeasuredPolicy("tiny", TINY),
                new MeasuredPolicy("tiny-ladder", TINY.with(LADDER)));
    }

    private static Optimiser clipped(Optimiser given) {
        return new Optimiser(
                given.learningRate(),
                given.beta1(),
                given.beta2(),
                given.epsilon(),
                given.weightDecay(),
                Optional.of(CLIP));
    }

    private static Losses withPrior(Losses given) {
        return new Losses(given.styleWeight(), Optional.of(PRIOR));
    }

    /** What of it differs from the paper, for people. */
    String differs() {
        StringBuilder text = new StringBuilder();
        Schedule schedule = plan.schedule().orElseThrow();
        add(text, schedule.denoisingSteps() != STEPS, "N = " + schedule.denoisingSteps());
        schedule.stages().ifPresent(stages -> add(text, true, "stages " + stages));
        add(text, schedule.lastSteps() > 0, "gradient of the last " + schedule.lastSteps() + " step");
        Stop stop = plan.stop().orElseThrow();
        add(text, stop.confidence() > 0, "early stop");
        stop.flatness().ifPresent(flat -> add(text, true, "loss flat to " + flat));
        plan.optimiser().orElseThrow().clipNorm().ifPresent(norm -> add(text, true, "gradient clipped at " + norm));
        plan.losses().orElseThrow().priorWeight().ifPresent(weight -> add(text, true, "prior " + weight));
        add(text, plan.redraws().orElseThrow().most() > 0, "redraws");
        return text.isEmpty() ? "nothing" : text.toString();
    }

    private static void add(StringBuilder text, boolean holds, String part) {
        if (holds) {
            text.append(text.isEmpty() ? "" : ", ").append(part);
        }
    }
}
