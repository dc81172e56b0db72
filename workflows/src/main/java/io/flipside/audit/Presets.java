package io.flipside.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named plans. The first three are Table S1 of the paper; {@code tiny} is the paper's shape scaled to the shipped small
 * world.
 */
public final class Presets {
    private static final double SHIFT = 3;
    private static final double STYLE = 1e5;
    private static final Map<String, SearchPlan> PLANS = plans();

    private Presets() {}

    /** Every preset by the name people type. */
    public static Map<String, SearchPlan> all() {
        return PLANS;
    }

    /** @throws InvalidRequest naming the known ones */
    public static SearchPlan of(String name) {
        SearchPlan plan = PLANS.get(name);
        if (plan == null) {
            throw new InvalidRequest(
                    "preset",
                    "is '" + name + "', which is not known. Known are " + String.join(", ", PLANS.keySet()) + ".");
        }
        return plan;
    }

    private static Map<String, SearchPlan> plans() {
        Map<String, SearchPlan> plans = new LinkedHashMap<>();
        plans.put("m-swin", new SearchPlan(0, 100, 15, 0.01, STYLE, SHIFT, 0, 0, 0, 0));
        plans.put("e-swin", new SearchPlan(40, 100, 15, 0.01, STYLE, SHIFT, 0, 0, 0, 0));
        plans.put("a-swin-r", new SearchPlan(40, 100, 15, 0.01, STYLE, SHIFT, 0, 0, 0, 0));
        plans.put("tiny", new SearchPlan(0, 25, 8, 0.05, STYLE, SHIFT, 0, 0.9, 4, 12));
        return Collections.unmodifiableMap(plans);
    }
}
