package io.flipside.generator;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;
import io.flipside.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Dimensions of a {@link TinyDecoder}, which the shapes of its tensors say: it is published without a configuration.
 *
 * @param latentChannels channels of the latent that it reads
 * @param widths channels of the blocks of each of three levels, and of the last convolution
 */
public record TinyDecoderConfig(int latentChannels, List<Integer> widths) {
    static final int LEVELS = 3;
    static final int BLOCKS = 3;

    private static final int TAPS = 9;
    // the frame beside the one before, three convolutions, their activations
    private static final long MAPS = 7;

    public TinyDecoderConfig {
        widths = List.copyOf(widths);
    }

    /**
     * Those of weights.
     *
     * @throws UserError naming the tensor that they lack
     */
    public static TinyDecoderConfig of(TensorSource weights) {
        Shape first = shape(weights, "decoder.1.weight");
        List<Integer> widths = new ArrayList<>(List.of(Math.toIntExact(first.get(0))));
        for (int level = 0; level < LEVELS; level++) {
            widths.add(Math.toIntExact(
                    shape(weights, "decoder." + projection(level) + ".weight").get(0)));
        }
        return new TinyDecoderConfig(Math.toIntExact(first.get(1)), widths);
    }

    private static Shape shape(TensorSource weights, String name) {
        return weights.shape(name)
                .filter(shape -> shape.dimension() == 4)
                .orElseThrow(() -> new UserError("a small decoder lacks the tensor '" + name
                        + "' with four dimensions. Take taew2_1.safetensors as it is published."));
    }

    /** Place of the convolution that ends a level, among the decoder's layers. */
    static int projection(int level) {
        return 2 + (level + 1) * (BLOCKS + 3);
    }

    /** How many frames a level makes of one. */
    static int times(int level) {
        return level == 0 ? 1 : 2;
    }

    /** What one costs on latents of one size. */
    GraphCost cost(ClipSize latent) {
        ClipSize size = latent;
        Operations work = convolution(size, TAPS, latentChannels, widths.get(0));
        long kept = 0;
        long inputs = 0;
        long largest = 0;
        for (int level = 0; level < LEVELS; level++) {
            int width = widths.get(level);
            int times = times(level);
            Operations block = convolution(size, TAPS, 2 * width, width)
                    .plus(convolution(size, TAPS, width, width).times(2));
            long map = Float.BYTES * size.places() * width;
            kept += BLOCKS * MAPS * map;
            inputs += BLOCKS * map;
            largest = Math.max(largest, MAPS * map);
            work = work.plus(block.times(BLOCKS)).plus(convolution(size, 1, width, times * width));
            size = new ClipSize(times * size.frames(), 2 * size.height(), 2 * size.width());
            work = work.plus(convolution(size, TAPS, width, widths.get(level + 1)));
            kept += Float.BYTES * size.places() * width;
            inputs += Float.BYTES * size.places() * width;
        }
        work = work.plus(convolution(size, TAPS, widths.get(LEVELS), 3));
        return new GraphCost(kept, inputs, largest, work);
    }

    private static Operations convolution(ClipSize size, int taps, int in, int out) {
        return Operations.linear(size.places(), (double) taps * in, out);
    }
}
