package io.flipside.metric.set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.ClipPixels;
import io.flipside.metric.MetricModels;
import io.flipside.metric.network.InceptionV3;
import io.flipside.metric.network.MetricNetwork;
import io.flipside.tensor.Parameters;

/** The Frechet inception distance (Heusel et al. 2017) of all frames: counterfactuals' against originals'. */
final class Fid implements SetMetric {
    static final String NAME = "fid";

    /** Frames that go through the network at a time. */
    private static final int AT_A_TIME = 8;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SetResult of(ClipSets clips, MetricModels models) {
        return Networked.measure(models, MetricNetwork.FID_INCEPTION, (weights, scope) -> {
            InceptionV3 network = new InceptionV3(new Parameters(scope, weights.tensors()));
            return FrechetOfFeatures.of(clips, scope, (clip, own) -> features(network, clip, own));
        });
    }

    private static NDArray features(InceptionV3 network, RgbFrames clip, NDManager own) {
        try (NDList rows = new NDList()) {
            for (int from = 0; from < clip.count(); from += AT_A_TIME) {
                int count = Math.min(AT_A_TIME, clip.count() - from);
                try (NDArray signed = ClipPixels.pictures(clip, from, count, own);
                        NDArray pictures = ClipPixels.unsigned(signed)) {
                    rows.add(network.features(pictures));
                }
            }
            return NDArrays.concat(rows);
        }
    }
}
