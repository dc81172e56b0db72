package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.Aten;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a classifier reads a clip in [-1, 1]: the frames it samples and the normalisation {@code (127.5 (x + 1) - mean) /
 * std} per channel (docs/models.md), differentiable and without rounding.
 *
 * @param frames indices of the sampled frames, in order; at least one, none negative
 * @param mean per channel, in 0 to 255
 * @param std per channel, in 0 to 255, greater than 0
 */
public record ClipInput(List<Integer> frames, List<Double> mean, List<Double> std) {
    private static final List<Double> IMAGENET_MEAN = List.of(123.675, 116.28, 103.53);
    private static final List<Double> IMAGENET_STD = List.of(58.395, 57.12, 57.375);
    private static final int CHANNELS = 3;
    private static final int MAX_FRAMES = 4096;

    /** @throws UserError if a value is out of its range */
    public ClipInput {
        frames = List.copyOf(frames);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (frames.isEmpty() || frames.size() > MAX_FRAMES || frames.stream().anyMatch(f -> f < 0)) {
            throw new UserError("sampling must name 1 to " + MAX_FRAMES + " frames, counted from 0.");
        }
        if (mean.size() != CHANNELS || mean.stream().anyMatch(m -> !(m >= 0 && m <= 255))) {
            throw new UserError("mean must be three numbers from 0 to 255, one for each of red, green and blue.");
        }
        if (std.size() != CHANNELS || std.stream().anyMatch(s -> !(s > 0 && s <= 255))) {
            throw new UserError("std must be three numbers above 0, at most 255, for red, green and blue.");
        }
    }

    /** The given frames under ImageNet's mean and deviation. */
    public static ClipInput imageNet(List<Integer> frames) {
        return new ClipInput(frames, IMAGENET_MEAN, IMAGENET_STD);
    }

    /** The given frames with values in [0, 1]. */
    public static ClipInput unit(List<Integer> frames) {
        return new ClipInput(frames, List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0));
    }

    /**
     * Reads {@code sampling}, which is {@code {"frames": [1, 3, ...]}} or {@code {"count": 32, "stride": 2}}, and the
     * normalisation: {@code "input": "unit"}, or {@code mean} and {@code std}, which are ImageNet's if absent.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static ClipInput of(JsonConfig json) {
        List<Integer> frames = frames(json.object("sampling"));
        String kind = json.text("input", "normalised");
        if (kind.equals("unit")) {
            return unit(frames);
        } else if (!kind.equals("normalised")) {
            throw new UserError("config " + json.origin() + ": input is '" + Printable.of(kind)
                    + "'. It must be 'unit' or 'normalised', the default.");
        }
        return new ClipInput(
                frames,
                json.has("mean") ? json.numbers("mean") : IMAGENET_MEAN,
                json.has("std") ? json.numbers("std") : IMAGENET_STD);
    }

    // uniform sampling takes the last frame of every stride, as the paper's stride of 2 takes 1, 3, 5, ...
    private static List<Integer> frames(JsonConfig sampling) {
        if (sampling.has("frames")) {
            return sampling.integers("frames");
        }
        int count = sampling.integer("count");
        int stride = sampling.integer("stride");
        if (count < 1 || count > MAX_FRAMES || stride < 1 || stride > MAX_FRAMES) {
            throw new UserError(
                    "config " + sampling.origin() + ": count and stride must each be from 1 to " + MAX_FRAMES + ".");
        }
        return IntStream.range(0, count)
                .map(i -> stride * i + stride - 1)
                .boxed()
                .toList();
    }

    /**
     * The size of what is sampled from a clip.
     *
     * @throws UserError if the clip is shorter than the last sampled frame
     */
    ClipSize sampled(ClipSize clip) {
        requireFrames(clip.frames());
        return new ClipSize(frames.size(), clip.height(), clip.width());
    }

    private void requireFrames(long length) {
        long last = frames.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (last >= length) {
            throw new UserError("the classifier samples frame " + last + ", the clip has " + length
                    + " frames. Give a longer clip.");
        }
    }

    /**
     * Samples and normalises.
     *
     * @param clip {@code [N, 3, F, H, W]} in [-1, 1]
     * @return {@code [N, 3, frames, H, W]}
     * @throws UserError if the clip is shorter than the last sampled frame
     */
    public NDArray of(NDArray clip) {
        requireFrames(clip.getShape().get(2));
        // a recorded graph keeps looking at the index: it lives as long as the clip's manager
        NDArray index = clip.getManager()
                .create(frames.stream().mapToLong(Integer::longValue).toArray());
        NDArray sampled = Aten.call("index_select", clip, 2, index);
        float[] scale = new float[CHANNELS];
        float[] shift = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            scale[c] = (float) (127.5 / std.get(c));
            shift[c] = (float) ((127.5 - mean.get(c)) / std.get(c));
        }
        Shape perChannel = new Shape(1, CHANNELS, 1, 1, 1);
        return sampled.mul(clip.getManager().create(scale, perChannel))
                .add(clip.getManager().create(shift, perChannel));
    }
}
