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
 */
public record MetricModels(NDManager manager, VideoClassifier classifier, Generator generator) {}
