package io.flipside.guidance;

import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What steers a guided drawing.
 *
 * @param method which of the three
 * @param levels of noise
 * @param push of the gradient
 * @param graphBudget bytes that recorded graphs may take before parts are computed again
 */
public record GuidanceSettings(String method, NoiseLevels levels, Push push, long graphBudget)
        implements MethodSettings {
    private static final double MOST = 1e9;

    /**
     * Takes what all three take.
     *
     * @param start the first noise level
     */
    static GuidanceSettings of(MethodPlan plan, double start) {
        int steps = plan.whole("schedule.denoisingSteps");
        double shift = plan.number("schedule.shift");
        plan.number(
                "schedule.lastSteps",
                value -> value == 0,
                "0: each update is one denoising step, and its gradient goes through that");
        return new GuidanceSettings(
                plan.method(),
                new NoiseLevels(steps, shift, start),
                new Push(
                        plan.number("settings.scale", scale -> scale >= 0 && scale <= MOST, "0 to 1e9"),
                        plan.number(
                                "settings.mostFactor",
                                factor -> factor > 0 && factor <= MOST,
                                "more than 0, at most 1e9")),
                plan.graphBudget());
    }

    @Override
    public Map<String, Object> named() {
        Map<String, Object> named = decisive();
        named.put("graphBudgetBytes", graphBudget);
        return named;
    }

    @Override
    public Map<String, Object> decisive() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("denoisingSteps", levels.steps());
        named.put("shift", levels.shift());
        named.put("start", levels.start());
        named.put("scale", push.scale());
        named.put("mostFactor", push.mostFactor());
        return named;
    }
}
