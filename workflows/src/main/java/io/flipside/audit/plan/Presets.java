package io.flipside.audit.plan;

import io.flipside.audit.InvalidRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Named plans. The first three are Table S1 of the paper; what the paper does not state takes the values of
 * docs/method.md. {@code tiny} is the paper's shape scaled to the shipped small world. The others are of the methods that
 * it is held against, and are called as these are.
 */
public final class Presets {
    /** The paper's search method. */
    public static final String METHOD = "bttf";

    /** The one that holds if nobody names another. */
    public static final String DEFAULT = "tiny";

    private static final Map<String, AuditPlan> PLANS = plans();

    private Presets() {}

    /** Every preset by the name people type. */
    public static Map<String, AuditPlan> all() {
        return PLANS;
    }

    /** @throws InvalidRequest naming the known ones */
    public static AuditPlan of(String name) {
        AuditPlan plan = PLANS.get(name);
        if (plan == null) {
            throw new InvalidRequest(
                    "preset",
                    "is '" + name + "', which is not known. Known are " + String.join(", ", PLANS.keySet()) + ".");
        }
        return plan;
    }

    /** The plan to start from where somebody asks for a method and for no preset of it: the one called as the method is. */
    public static Optional<AuditPlan> ofMethod(String method) {
        return Optional.ofNullable(PLANS.get(method))
                .filter(plan -> plan.method().equals(method));
    }

    private static Map<String, AuditPlan> plans() {
        Losses losses = Losses.ofStyle(1e5);
        AuditPlan paper = new AuditPlan(
                AuditPlan.VERSION,
                METHOD,
                new Schedule(15, 3, 0),
                new UpdateBudget(0, 100),
                Optimiser.adamW(0.01),
                losses,
                Stop.RUN_ALL,
                Redraws.NONE,
                Policies.DEFAULT);
        AuditPlan inverting = paper.with(new UpdateBudget(40, 100));
        AuditPlan small = new AuditPlan(
                AuditPlan.VERSION,
                METHOD,
                new Schedule(8, 3, 0),
                new UpdateBudget(0, 25),
                Optimiser.adamW(0.05),
                losses,
                new Stop(0.9, Stop.PATIENCE),
                new Redraws(4, 12),
                Policies.DEFAULT);
        Map<String, AuditPlan> plans = new LinkedHashMap<>();
        plans.put("m-swin", paper);
        plans.put("e-swin", inverting);
        plans.put("a-swin-r", inverting); // K_I is 0 to 40 by hand: small when the classes are semantically far apart
        plans.put("tiny", small);
        plans.putAll(BaselinePresets.all());
        return Collections.unmodifiableMap(plans);
    }
}
