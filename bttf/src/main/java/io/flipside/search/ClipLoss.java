package io.flipside.search;

import ai.djl.ndarray.NDArray;

/**
 * A loss of a decoded clip with its gradient.
 *
 * @param loss what is minimised
 * @param crossEntropy of the classifier against the target class, in nats
 * @param style the style loss before its weight
 * @param targetProbability softmax of the target class
 * @param gradient with respect to the clip, of its shape
 */
record ClipLoss(double loss, double crossEntropy, double style, double targetProbability, NDArray gradient) {}
