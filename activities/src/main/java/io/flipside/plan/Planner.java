package io.flipside.plan;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.MachineRates;
import io.flipside.generator.GeneratorCosts;
import io.flipside.method.MethodSettings;
import io.flipside.method.SearchForecast;
import java.util.Optional;

/**
 * Plans audits on one machine.
 *
 * @param rates how fast it is, if that is known
 * @param deviceMemory bytes of its device, if it has one
 * @param price of an hour
 */
public record Planner(Optional<MachineRates> rates, Optional<Long> deviceMemory, Optional<Double> price) {
    /**
     * What a search takes at most.
     *
     * @throws io.flipside.UserError if nobody knows what its method costs
     */
    public CostPlan plan(GeneratorCosts generator, ClassifierCosts classifier, MethodSettings settings) {
        return CostPlan.of(SearchForecast.of(generator, classifier, settings), rates, deviceMemory, price);
    }
}
