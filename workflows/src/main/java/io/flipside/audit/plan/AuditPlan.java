package io.flipside.audit.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flipside.audit.Budget;
import io.flipside.audit.Check;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.Range;
import io.flipside.audit.Text;
import java.util.Map;
import java.util.Optional;

/**
 * How a counterfactual is searched, whole: what is not in here belongs to a worker (memory, threads, device) and changes
 * no bit. The search method takes from it what it needs and refuses what it has no use for; only a worker knows which
 * methods there are. The sections are those of "Back to the Feature", with names and defaults of the paper (Table S1);
 * what another method needs is in {@code settings}, by names of its own.
 *
 * @param version of this layout
 * @param method name of the search method, among those the workers know
 * @param schedule of the denoising
 * @param budget updates at most
 * @param optimiser of the latent
 * @param losses weights of the losses
 * @param stop when a stage ends before its budget
 * @param redraws when the first stage draws its noise anew; needs a confidence, and no inversion
 * @param policies what the operator decides beside the search
 * @param settings numbers that only the method knows, by name; empty rather than without an entry
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditPlan(
        @Range(min = AuditPlan.VERSION, max = AuditPlan.VERSION) int version,
        @Text(pattern = Text.NAME, right = Text.NAME_IN_WORDS) String method,
        Optional<Schedule> schedule,
        Optional<UpdateBudget> budget,
        Optional<Optimiser> optimiser,
        Optional<Losses> losses,
        Optional<Stop> stop,
        Optional<Redraws> redraws,
        Policies policies,
        Optional<Map<String, Double>> settings) {
    /** The layout that this build writes. */
    public static final int VERSION = 2;

    public AuditPlan {
        Check.components(
                AuditPlan.class,
                "plan",
                version,
                method,
                schedule,
                budget,
                optimiser,
                losses,
                stop,
                redraws,
                policies,
                settings);
        settings = settings.flatMap(OwnSettings::checked);
        boolean redrawn = redraws.filter(asked -> asked.most() > 0).isPresent();
        boolean inverted =
                budget.filter(given -> given.inversionIterations() > 0).isPresent();
        boolean confident = stop.filter(given -> given.confidence() > 0).isPresent();
        Check.holds(
                !redrawn || !inverted && confident,
                "plan.redraws.most",
                redraws.map(Redraws::most).orElse(0),
                "0 with inversion or without a confidence");
    }

    /** A plan of the method that has all sections. */
    public AuditPlan(
            int version,
            String method,
            Schedule schedule,
            UpdateBudget budget,
            Optimiser optimiser,
            Losses losses,
            Stop stop,
            Redraws redraws,
            Policies policies) {
        this(
                version,
                method,
                Optional.of(schedule),
                Optional.of(budget),
                Optional.of(optimiser),
                Optional.of(losses),
                Optional.of(stop),
                Optional.of(redraws),
                policies,
                Optional.empty());
    }

    /** A plan of a method that takes nothing but settings of its own. */
    public static AuditPlan of(String method, Map<String, Double> settings, Policies policies) {
        return new AuditPlan(
                VERSION,
                method,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                policies,
                Optional.of(settings));
    }

    /** The same by another schedule. */
    public AuditPlan with(Schedule other) {
        return new AuditPlan(
                version, method, Optional.of(other), budget, optimiser, losses, stop, redraws, policies, settings);
    }

    /** The same by another optimiser. */
    public AuditPlan with(Optimiser other) {
        return new AuditPlan(
                version, method, schedule, budget, Optional.of(other), losses, stop, redraws, policies, settings);
    }

    /** The same with other weights of its losses. */
    public AuditPlan with(Losses other) {
        return new AuditPlan(
                version, method, schedule, budget, optimiser, Optional.of(other), stop, redraws, policies, settings);
    }

    /** The same with other settings that only its method knows. */
    public AuditPlan with(Map<String, Double> other) {
        return new AuditPlan(
                version, method, schedule, budget, optimiser, losses, stop, redraws, policies, Optional.of(other));
    }

    /** The same with another shift of its schedule, if it has one. */
    public AuditPlan shifted(double shift) {
        return schedule.map(given -> with(given.shifted(shift))).orElse(this);
    }

    /** The same with another budget of updates. */
    public AuditPlan with(UpdateBudget other) {
        return new AuditPlan(
                version, method, schedule, Optional.of(other), optimiser, losses, stop, redraws, policies, settings);
    }

    /** The same with other ends of its stages. */
    public AuditPlan with(Stop otherStop, Redraws otherRedraws) {
        return new AuditPlan(
                version,
                method,
                schedule,
                budget,
                optimiser,
                losses,
                Optional.of(otherStop),
                Optional.of(otherRedraws),
                policies,
                settings);
    }

    /** The same under other policies. */
    public AuditPlan with(Policies other) {
        return new AuditPlan(version, method, schedule, budget, optimiser, losses, stop, redraws, other, settings);
    }

    /** Whether it has what a {@link Budget} limits. */
    public boolean takesBudget() {
        return schedule.isPresent() && budget.isPresent();
    }

    /**
     * The same with other limits of what it may still do.
     *
     * @throws InvalidRequest unless it {@link #takesBudget}
     */
    public AuditPlan with(Budget limits) {
        Check.holds(takesBudget(), "plan.method", method, "one whose plan has a schedule and a budget");
        AuditPlan shorter =
                schedule.map(given -> with(given.upTo(limits.denoisingSteps()))).orElse(this);
        return budget.map(given -> shorter.with(new UpdateBudget(given.inversionIterations(), limits.iterations())))
                .orElse(shorter);
    }
}
