package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.Aten;
import io.flipside.tensor.JsonConfig;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * How a classifier reads a clip in [-1, 1]: the frames it samples, their size and normalisation, and the order of axes
 * (docs/models.md), differentiable and without rounding.
 *
 * @param sampling which frames
 * @param preprocessing their size and values
 * @param framesFirst whether frames come before channels: {@code NTCHW}, else {@code NCTHW}
 */
public record ClipInput(FrameSampling sampling, Preprocessing preprocessing, boolean framesFirst) {
    private static final int CHANNELS = 3;

    /** The given frames under ImageNet's mean and deviation. */
    public static ClipInput imageNet(List<Integer> frames) {
        return new ClipInput(new FrameSampling.Listed(frames), Preprocessing.IMAGENET, false);
    }

    /**
     * Reads what {@code config.json} says of it (docs/models.md).
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static ClipInput of(JsonConfig json) {
        return ClipInputSettings.of(json);
    }

    /**
     * The size of what is sampled from a clip.
     *
     * @throws UserError if the clip is too short or too small
     */
    ClipSize sampled(ClipSize clip) {
        return preprocessing.fit().of(new ClipSize(sampling.of(clip.frames()).size(), clip.height(), clip.width()));
    }

    /**
     * Samples, resizes, crops and normalises.
     *
     * @param clip {@code [N, 3, F, H, W]} in [-1, 1]
     * @return {@code [N, 3, frames, h, w]}, or {@code [N, frames, 3, h, w]}
     * @throws UserError if the clip is too short or too small
     */
    public NDArray of(NDArray clip) {
        List<Integer> frames = sampling.of(clip.getShape().get(2));
        // a recorded graph keeps looking at the index: it lives as long as the clip's manager
        NDArray index = clip.getManager()
                .create(frames.stream().mapToLong(Integer::longValue).toArray());
        NDArray fitted = preprocessing.fit().of(Aten.call("index_select", clip, 2, index));
        NDArray normalised = fitted.mul(perChannel(clip, (mean, std) -> 127.5 / std))
                .add(perChannel(clip, (mean, std) -> (127.5 - mean) / std));
        return framesFirst ? normalised.swapAxes(1, 2) : normalised;
    }

    /**
     * A difference of two inputs in levels of pixels, 0 to 255.
     *
     * @param difference in the form and range of what {@link #of} gives
     * @return channels before frames
     */
    public NDArray levels(NDArray difference) {
        NDArray channelsFirst = framesFirst ? difference.swapAxes(1, 2) : difference;
        return channelsFirst.mul(perChannel(difference, (mean, std) -> std));
    }

    private NDArray perChannel(NDArray like, DoubleBinaryOperator ofMeanAndStd) {
        float[] values = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            values[c] = (float) ofMeanAndStd.applyAsDouble(
                    preprocessing.mean().get(c), preprocessing.std().get(c));
        }
        return like.getManager().create(values, new Shape(1, CHANNELS, 1, 1, 1));
    }
}
