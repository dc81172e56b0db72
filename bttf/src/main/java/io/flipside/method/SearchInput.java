package io.flipside.method;

import ai.djl.ndarray.NDArray;
import io.flipside.classifier.VideoClassifier;
import io.flipside.generator.Generator;

/**
 * What a search works on, whatever its method. All of it belongs to the caller and must outlive the search.
 *
 * @param generator of natural clips
 * @param classifier under audit
 * @param clip the original, {@code [1, 3, F, H, W]} in [-1, 1]
 * @param target index of the target class in the classifier's logits, from 0
 */
public record SearchInput(Generator generator, VideoClassifier classifier, NDArray clip, int target) {}
