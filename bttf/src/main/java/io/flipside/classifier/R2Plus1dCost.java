package io.flipside.classifier;

import io.flipside.cost.ClipSize;
import io.flipside.cost.Operations;

/**
 * What an R(2+1)D costs on clips of one size (docs/models.md).
 *
 * @param config its dimensions
 * @param clip the frames that it samples, and their size
 */
record R2Plus1dCost(R2Plus1dConfig config, ClipSize clip) {
    private static final int CHANNELS = 3;
    private static final int STEM = 7 * 7;
    private static final int SPACE = 3 * 3;
    private static final int TIME = 3;

    /** One clip scored. */
    Operations logits() {
        int width = config.width();
        ClipSize size = shrunk(clip, 1, config.stemStride());
        Operations sum = Operations.linear(size.places(), CHANNELS * STEM, width)
                .plus(Operations.linear(size.places(), TIME * width, width));
        int in = width;
        for (int stage = 0; stage < config.depths().size(); stage++) {
            int out = width << stage;
            for (int block = 0; block < config.depths().get(stage); block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                ClipSize between = shrunk(size, 1, stride);
                size = shrunk(size, stride, stride);
                sum = sum.plus(split(between, size, in, out)).plus(split(size, size, out, out));
                if (in != out || stride > 1) {
                    sum = sum.plus(Operations.linear(size.places(), in, out));
                }
                in = out;
            }
        }
        return sum.plus(Operations.linear(1, in, config.classes()));
    }

    private Operations split(ClipSize between, ClipSize after, int in, int out) {
        int middle = config.between(in, out);
        return Operations.linear(between.places(), SPACE * in, middle)
                .plus(Operations.linear(after.places(), TIME * middle, out));
    }

    // half of every kernel is padded on either side
    private static ClipSize shrunk(ClipSize size, int time, int space) {
        return new ClipSize(whole(size.frames(), time), whole(size.height(), space), whole(size.width(), space));
    }

    private static long whole(long length, long stride) {
        return (length + stride - 1) / stride;
    }
}
