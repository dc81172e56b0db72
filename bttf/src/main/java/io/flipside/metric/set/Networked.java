package io.flipside.metric.set;

import ai.djl.ndarray.NDManager;
import io.flipside.metric.MetricModels;
import io.flipside.metric.NetworkWeights;
import io.flipside.metric.network.MetricNetwork;
import java.util.function.BiFunction;

/** Measures with a network that is read for it and let go of afterwards. */
final class Networked {
    private Networked() {}

    /** @param measure is given the weights, and the owner of the network */
    static SetResult measure(
            MetricModels models,
            MetricNetwork network,
            BiFunction<NetworkWeights.Registered, NDManager, SetResult> measure) {
        NetworkWeights weights = models.weights().find(network);
        if (weights instanceof NetworkWeights.Missing missing) {
            return new SetResult.Unavailable(missing.reason(), missing.howToGetIt());
        }
        try (NDManager scope = models.manager().newSubManager()) {
            return measure.apply((NetworkWeights.Registered) weights, scope);
        }
    }
}
