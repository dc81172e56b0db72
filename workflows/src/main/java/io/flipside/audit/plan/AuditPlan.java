package io.flipside.audit.plan;

import io.flipside.audit.Budget;
import io.flipside.audit.Check;
import io.flipside.audit.Range;
import io.flipside.audit.Text;

/**
 * How a counterfactual is searched, whole: what is not in here belongs to a worker (memory, threads, device) and changes
 * no bit. Names and defaults are those of the method (Table S1 of the paper).
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
 */
public record AuditPlan(
        @Range(min = AuditPlan.VERSION, max = AuditPlan.VERSION) int version,
        @Text(pattern = Text.NAME, right = Text.NAME_IN_WORDS) String method,
        Schedule schedule,
        UpdateBudget budget,
        Optimiser optimiser,
        Losses losses,
        Stop stop,
        Redraws redraws,
        Policies policies) {
    /** The layout that this build writes. */
    public static final int VERSION = 2;

    public AuditPlan {
        Check.components(
                AuditPlan.class, "plan", version, method, schedule, budget, optimiser, losses, stop, redraws, policies);
        Check.holds(
                redraws.most() == 0 || budget.inversionIterations() == 0 && stop.confidence() > 0,
                "plan.redraws.most",
                redraws.most(),
                "0 with inversion or without a confidence");
    }

    /** The same by another schedule. */
    public AuditPlan with(Schedule other) {
        return new AuditPlan(version, method, other, budget, optimiser, losses, stop, redraws, policies);
    }

    /** The same with another budget of updates. */
    public AuditPlan with(UpdateBudget other) {
        return new AuditPlan(version, method, schedule, other, optimiser, losses, stop, redraws, policies);
    }

    /** The same with other ends of its stages. */
    public AuditPlan with(Stop otherStop, Redraws otherRedraws) {
        return new AuditPlan(version, method, schedule, budget, optimiser, losses, otherStop, otherRedraws, policies);
    }

    /** The same under other policies. */
    public AuditPlan with(Policies other) {
        return new AuditPlan(version, method, schedule, budget, optimiser, losses, stop, redraws, other);
    }

    /** The same with other limits of what it may still do. */
    public AuditPlan with(Budget limits) {
        return with(schedule.upTo(limits.denoisingSteps()))
                .with(new UpdateBudget(budget.inversionIterations(), limits.iterations()));
    }
}
