package io.flipside.metric;

import ai.djl.ndarray.NDManager;
import io.flipside.classifier.VideoClassifier;
import io.flipside.generator.Generator;
import java.util.Optional;

/**
 * What a metric may use besides the two clips.
 *
 * @param manager of the device the models are on; a metric works in a scope below it, which it closes
 * @param classifier under audit
 * @param generator of the counterfactual
 * @param weights of networks that belong to metrics alone; a metric reads them when it measures, and lets go of them
 * @param target class that the counterfactual is to be called, one of the classifier's; empty for sets of clips
 */
public record MetricModels(
        NDManager manager,
        VideoClassifier classifier,
        Generator generator,
        MetricWeights weights,
        Optional<String> target) {
    /** Without weights of metrics, of a set. */
    public MetricModels(NDManager manager, VideoClassifier classifier, Generator generator) {
        this(manager, classifier, generator, MetricWeights.NONE);
    }

    /** Of a set. */
    public MetricModels(NDManager manager, VideoClassifier classifier, Generator generator, MetricWeights weights) {
        this(manager, classifier, generator, weights, Optional.empty());
    }

    /** Without weights of metrics. */
    public MetricModels(NDManager manager, VideoClassifier classifier, Generator generator, String target) {
        this(manager, classifier, generator, MetricWeights.NONE, Optional.of(target));
    }
}
