package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Aten;
import java.util.List;

/**
 * How a classifier reads a clip in [-1, 1]: the frames it samples and the normalisation {@code (127.5 (x + 1) - mean) /
 * std} per channel (models.md 2.1), differentiable and without rounding.
 *
 * @param frames indices of the sampled frames, in order
 * @param mean per channel, in 0 to 255
 * @param std per channel, in 0 to 255
 */
public record ClipInput(List<Integer> frames, List<Double> mean, List<Double> std) {
    private static final List<Double> IMAGENET_MEAN = List.of(123.675, 116.28, 103.53);
    private static final List<Double> IMAGENET_STD = List.of(58.395, 57.12, 57.375);

    public ClipInput {
        frames = List.copyOf(frames);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /** The given frames under ImageNet's mean and deviation. */
    public static ClipInput imageNet(List<Integer> frames) {
        return new ClipInput(frames, IMAGENET_MEAN, IMAGENET_STD);
    }

    /**
     * Samples and normalises.
     *
     * @param clip {@code [N, 3, F, H, W]} in [-1, 1]
     * @return {@code [N, 3, frames, H, W]}
     * @throws UserError if the clip is shorter than the last sampled frame
     */
    public NDArray of(NDArray clip) {
        long length = clip.getShape().get(2);
        long last = frames.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (last >= length) {
            throw new UserError("the classifier samples frame " + last + ", the clip has " + length
                    + " frames. Give a longer clip.");
        }
        try (NDArray index = clip.getManager()
                .create(frames.stream().mapToLong(Integer::longValue).toArray())) {
            NDArray sampled = Aten.call("index_select", clip, 2, index);
            float[] scale = new float[3];
            float[] shift = new float[3];
            for (int c = 0; c < 3; c++) {
                scale[c] = (float) (127.5 / std.get(c));
                shift[c] = (float) ((127.5 - mean.get(c)) / std.get(c));
            }
            Shape perChannel = new Shape(1, 3, 1, 1, 1);
            return sampled.mul(clip.getManager().create(scale, perChannel))
                    .add(clip.getManager().create(shift, perChannel));
        }
    }
}
