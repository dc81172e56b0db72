package io.flipside.metric.set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.ClipPixels;
import io.flipside.metric.MetricModels;
import io.flipside.metric.network.I3d;
import io.flipside.metric.network.MetricNetwork;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;

/**
 * The Frechet video distance (Unterthiner et al. 2018): on I3D's logits of whole clips, their shorter side resized to 224,
 * bilinear and not smoothed, and the middle square cut out.
 */
final class Fvd implements SetMetric {
    static final String NAME = "fvd";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SetResult of(ClipSets clips, MetricModels models) {
        int frames = clips.example().count();
        if (frames < I3d.LEAST_FRAMES) {
            return new SetResult.Unavailable(
                    "FVD needs clips of at least " + I3d.LEAST_FRAMES + " frames, these have " + frames + ".",
                    "Use a generator of longer clips.");
        }
        return Networked.measure(models, MetricNetwork.I3D, (weights, scope) -> {
            I3d network = new I3d(new Parameters(scope, weights.tensors()));
            return FrechetOfFeatures.of(clips, scope, (clip, own) -> network.logits(input(clip, own)));
        });
    }

    /** {@code [1, 3, F, 224, 224]} in [-1, 1]. */
    static NDArray input(RgbFrames clip, NDManager own) {
        double scale = (double) I3d.SIDE / Math.min(clip.height(), clip.width());
        long rows = Math.max(I3d.SIDE, Math.round(clip.height() * scale));
        long columns = Math.max(I3d.SIDE, Math.round(clip.width() * scale));
        long[] middle = {(rows - I3d.SIDE) / 2, (columns - I3d.SIDE) / 2, I3d.SIDE, I3d.SIDE};
        try (NDArray pictures = ClipPixels.pictures(clip, 0, clip.count(), own);
                NDArray resized = Aten.call("resize_bilinear", pictures, new long[] {rows, columns});
                NDArray square = Aten.call("crop", resized, middle);
                NDArray channelsFirst = square.transpose(1, 0, 2, 3)) {
            return channelsFirst.reshape(new Shape(1, RgbFrames.CHANNELS, clip.count(), I3d.SIDE, I3d.SIDE));
        }
    }
}
