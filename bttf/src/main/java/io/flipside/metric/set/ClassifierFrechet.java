package io.flipside.metric.set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.VideoClassifier;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.ClipPixels;
import io.flipside.metric.MetricModels;

/**
 * The Frechet distance in the features of the classifier under audit: those that its head weighs, where the network shows
 * them, else its logits. It needs no other network; figures of different classifiers do not compare.
 */
final class ClassifierFrechet implements SetMetric {
    static final String NAME = "classifierFrechet";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SetResult of(ClipSets clips, MetricModels models) {
        return FrechetOfFeatures.of(clips, models.manager(), (clip, own) -> features(models.classifier(), clip, own));
    }

    private static NDArray features(VideoClassifier classifier, RgbFrames clip, NDManager own) {
        NDArray pixels = ClipPixels.clip(clip, own);
        return classifier.features(pixels).orElseGet(() -> classifier.logits(pixels));
    }
}
