package io.flipside.metric;

import io.flipside.metric.network.MetricNetwork;

/** Where metrics find the public weights of their networks. */
@FunctionalInterface
public interface MetricWeights {
    /** Nothing is registered. */
    MetricWeights NONE = NetworkWeights::notRegistered;

    /**
     * Looks for weights; reads headers, no tensors.
     *
     * @return never an error: what is registered and cannot be used is missing, and says why
     */
    NetworkWeights find(MetricNetwork network);
}
