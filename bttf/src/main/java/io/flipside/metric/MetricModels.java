package io.flipside.metric;

import ai.djl.ndarray.NDManager;
import io.flipside.classifier.VideoClassifier;
import io.flipside.generator.Generator;

/**
 * What a metric may use besides the two clips.
 *
 * @param manager of the device the models are on; a metric works in a scope below it, which it closes
 * @param classifier under audit
 * @param generator of the counterfactual
 * @param weights of networks that belong to metrics alone; a metric reads them when it measures, and lets go of them
 */
public record MetricModels(NDManager manager, VideoClassifier classifier, Generator generator, MetricWeights weights) {
    /** Without weights of metrics. */
    public MetricModels(NDManager manager, VideoClassifier classifier, Generator generator) {
        this(manager, classifier, generator, MetricWeights.NONE);
    }
}
