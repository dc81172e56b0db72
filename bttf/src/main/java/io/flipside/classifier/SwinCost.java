package io.flipside.classifier;

import io.flipside.cost.ClipSize;
import io.flipside.cost.Operations;
import java.util.List;

/**
 * What a Video Swin costs on clips of one size (docs/models.md).
 *
 * @param config its dimensions
 * @param clip the frames that it samples, and their size
 */
public record SwinCost(VideoSwinConfig config, ClipSize clip) {
    private static final int MLP_RATIO = 4;
    private static final int CHANNELS = 3;

    /** One clip scored. */
    public Operations logits() {
        List<Integer> patch = config.patch();
        ClipSize size = new ClipSize(
                whole(clip.frames(), patch.get(0)),
                whole(clip.height(), patch.get(1)),
                whole(clip.width(), patch.get(2)));
        int dim = config.embedDim();
        double pixels = (double) CHANNELS * patch.get(0) * patch.get(1) * patch.get(2);
        Operations sum = Operations.linear(size.places(), pixels, dim);
        for (int stage = 0; stage < config.depths().size(); stage++) {
            if (stage > 0) {
                size = new ClipSize(size.frames(), whole(size.height(), 2), whole(size.width(), 2));
                sum = sum.plus(Operations.linear(size.places(), 4.0 * dim, 2.0 * dim));
                dim *= 2;
            }
            sum = sum.plus(block(size, dim).times(config.depths().get(stage)));
        }
        return sum.plus(Operations.linear(1, dim, config.classes()));
    }

    private Operations block(ClipSize size, int dim) {
        ClipSize window = new ClipSize(
                Math.min(size.frames(), config.window().get(0)),
                Math.min(size.height(), config.window().get(1)),
                Math.min(size.width(), config.window().get(2)));
        double padded = (double) whole(size.frames(), window.frames())
                * window.frames()
                * whole(size.height(), window.height())
                * window.height()
                * whole(size.width(), window.width())
                * window.width();
        Operations attention = Operations.linear(padded, dim, 3.0 * dim)
                .plus(Operations.attention(padded, window.places(), dim))
                .plus(Operations.linear(padded, dim, dim));
        Operations feedForward = Operations.linear(size.places(), dim, (double) MLP_RATIO * dim)
                .plus(Operations.linear(size.places(), (double) MLP_RATIO * dim, dim));
        return attention.plus(feedForward);
    }

    private static long whole(long length, long part) {
        return (length + part - 1) / part;
    }
}
