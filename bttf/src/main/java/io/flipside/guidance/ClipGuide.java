package io.flipside.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.ClassLoss;
import io.flipside.classifier.VideoClassifier;

/** The whole clip at once: {@code log f(target | clip)}. */
record ClipGuide(VideoClassifier classifier, int target) implements Guide {
    @Override
    public Guided at(NDArray clip, NDManager owner) {
        ClassLoss loss = ClassLoss.at(classifier, clip, target, owner);
        return new Guided(loss.crossEntropy(), loss.probabilities().get(target), loss.gradient());
    }
}
