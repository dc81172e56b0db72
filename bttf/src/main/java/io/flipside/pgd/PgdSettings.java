package io.flipside.pgd;

import io.flipside.method.MethodSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What steers an attack.
 *
 * @param budget how far it may go
 * @param iterations updates
 * @param relativeStep length of a step in parts of epsilon, in its norm
 * @param targeted whether the target class is made likelier; else the class that the clip has is made less likely
 * @param randomStart whether it starts from a point drawn from the ball; else from the clip itself
 */
public record PgdSettings(
        PixelBudget budget, int iterations, double relativeStep, boolean targeted, boolean randomStart)
        implements MethodSettings {
    @Override
    public String method() {
        return Pgd.NAME;
    }

    @Override
    public Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("norm", budget.norm().label());
        named.put("epsilon", budget.epsilon());
        named.put("referenceValues", budget.referenceValues());
        named.put("iterations", iterations);
        named.put("relativeStep", relativeStep);
        named.put("targeted", targeted);
        named.put("randomStart", randomStart);
        return named;
    }
}
