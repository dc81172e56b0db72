package io.flipside.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;
import io.flipside.tensor.Scalars;
import java.util.stream.IntStream;

/** Clips as networks see them. */
public final class ClipPixels {
    private ClipPixels() {}

    /** A clip, {@code [1, 3, F, H, W]} in [-1, 1]. */
    public static NDArray clip(RgbFrames clip, NDManager owner) {
        return owner.create(
                SignedPixels.fromFrames(clip),
                new Shape(1, RgbFrames.CHANNELS, clip.count(), clip.height(), clip.width()));
    }

    /**
     * Some of its frames as pictures, {@code [count, 3, H, W]} in [-1, 1].
     *
     * @param from the first
     * @param count how many
     */
    public static NDArray pictures(RgbFrames clip, int from, int count, NDManager owner) {
        RgbFrames some = clip.select(IntStream.range(from, from + count).toArray());
        try (NDArray channelsFirst = owner.create(
                SignedPixels.fromFrames(some), new Shape(RgbFrames.CHANNELS, count, clip.height(), clip.width()))) {
            return channelsFirst.transpose(1, 0, 2, 3);
        }
    }

    /** From [-1, 1] to [0, 1]. */
    public static NDArray unsigned(NDArray signed) {
        try (NDArray half = Scalars.of(signed, 0.5f);
                NDArray shifted = signed.add(1)) {
            return shifted.mul(half);
        }
    }
}
