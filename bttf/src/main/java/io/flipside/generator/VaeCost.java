package io.flipside.generator;

import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Wan VAE costs on clips of one size (docs/models.md).
 *
 * @param config its dimensions
 * @param clip size in pixels
 */
public record VaeCost(WanVaeConfig config, ClipSize clip) {
    private static final int TAPS = 27;
    private static final int SPATIAL_TAPS = 9;
    private static final int TIME_TAPS = 3;
    private static final long MAPS = 4;

    /** The latent's size. */
    public ClipSize latent() {
        int space = config.spatialStride();
        return new ClipSize(
                (clip.frames() - 1) / config.temporalStride() + 1, clip.height() / space, clip.width() / space);
    }

    /** The decoder, from the latent to the clip. */
    public Operations decoder() {
        ClipSize size = latent();
        int z = config.latentChannels();
        List<Integer> levels = config.multipliers();
        int dim = config.baseDim() * levels.get(levels.size() - 1);
        Operations sum =
                convolution(size, 1, z, z).plus(convolution(size, TAPS, z, dim)).plus(middle(size, dim));
        int in = dim;
        for (int i = 0; i < levels.size(); i++) {
            int level = levels.size() - 1 - i;
            dim = config.baseDim() * levels.get(level);
            for (int block = 0; block <= config.residualBlocks(); block++) {
                sum = sum.plus(residual(size, in, dim));
                in = dim;
            }
            if (level > 0) {
                boolean temporal = config.temporalDownsample().get(level - 1);
                if (temporal) {
                    ClipSize later = new ClipSize(size.frames() - 1, size.height(), size.width());
                    sum = sum.plus(convolution(later, TIME_TAPS, dim, 2 * dim));
                    size = new ClipSize(2 * size.frames() - 1, size.height(), size.width());
                }
                size = new ClipSize(size.frames(), 2 * size.height(), 2 * size.width());
                sum = sum.plus(convolution(size, SPATIAL_TAPS, dim, dim / 2));
                in = dim / 2;
            }
        }
        return sum.plus(convolution(size, TAPS, dim, 3));
    }

    /** The encoder, from a clip to the latent's mean; nothing goes back through it. */
    public Operations encoder() {
        ClipSize size = clip;
        int in = config.baseDim();
        int dim = in;
        Operations sum = convolution(size, TAPS, 3, in);
        for (int level = 0; level < config.multipliers().size(); level++) {
            dim = config.baseDim() * config.multipliers().get(level);
            for (int block = 0; block < config.residualBlocks(); block++) {
                sum = sum.plus(residual(size, in, dim));
                in = dim;
            }
            if (level < config.temporalDownsample().size()) {
                size = new ClipSize(size.frames(), size.height() / 2, size.width() / 2);
                sum = sum.plus(convolution(size, SPATIAL_TAPS, dim, dim));
                if (config.temporalDownsample().get(level)) {
                    size = new ClipSize((size.frames() - 1) / 2 + 1, size.height(), size.width());
                    ClipSize later = new ClipSize(size.frames() - 1, size.height(), size.width());
                    sum = sum.plus(convolution(later, TIME_TAPS, dim, dim));
                }
            }
        }
        int moments = 2 * config.latentChannels();
        return sum.plus(middle(size, dim))
                .plus(convolution(size, TAPS, dim, moments))
                .plus(convolution(size, 1, moments, moments))
                .forwardOnly();
    }

    private static Operations middle(ClipSize size, int dim) {
        double perFrame = size.height() * size.width();
        Operations attention = Operations.attention(perFrame, perFrame, dim).times(size.frames());
        return residual(size, dim, dim)
                .times(2)
                .plus(convolution(size, 1, dim, 3 * dim))
                .plus(attention)
                .plus(convolution(size, 1, dim, dim));
    }

    private static Operations residual(ClipSize size, int in, int out) {
        Operations both = convolution(size, TAPS, in, out).plus(convolution(size, TAPS, out, out));
        return in == out ? both : both.plus(convolution(size, 1, in, out));
    }

    private static Operations convolution(ClipSize size, int taps, int in, int out) {
        return Operations.linear(size.places(), (double) taps * in, out);
    }

    /**
     * What the decoder's gradient costs.
     *
     * @param widened whether a layer's weights are widened when it runs, and kept by its graph
     */
    public GraphCost graph(boolean widened) {
        List<Layer> layers = layers(widened);
        long kept = layers.stream().mapToLong(Layer::graph).sum();
        long inputs = layers.stream().mapToLong(Layer::input).sum();
        long largest = layers.stream().mapToLong(Layer::graph).max().orElse(0);
        return new GraphCost(Float.BYTES * kept, Float.BYTES * inputs, Float.BYTES * largest, decoder());
    }

    private record Layer(long input, long graph) {
        Layer withWeights(boolean widened, long values) {
            return widened ? new Layer(input, graph + values) : this;
        }
    }

    // norm, activation and a convolution of three taps keep their input, the activation's, and the taps' two copies
    private List<Layer> layers(boolean widened) {
        List<Integer> levels = config.multipliers();
        ClipSize size = latent();
        List<Layer> layers = new ArrayList<>();
        int in = config.baseDim() * levels.get(levels.size() - 1);
        for (int i = 0; i < levels.size(); i++) {
            int level = levels.size() - 1 - i;
            int dim = config.baseDim() * levels.get(level);
            for (int block = 0; block <= config.residualBlocks(); block++) {
                layers.add(new Layer(size.places() * in, size.places() * (MAPS * in + MAPS * dim))
                        .withWeights(widened, (long) TAPS * dim * (in + dim)));
                in = dim;
            }
            if (level > 0) {
                boolean temporal = config.temporalDownsample().get(level - 1);
                size = new ClipSize(
                        temporal ? 2 * size.frames() - 1 : size.frames(), 2 * size.height(), 2 * size.width());
                long taps = SPATIAL_TAPS * dim / 2L + (temporal ? 2L * TIME_TAPS * dim : 0);
                layers.add(new Layer(size.places() * dim, size.places() * dim).withWeights(widened, taps * dim));
                in = dim / 2;
            }
        }
        layers.add(new Layer(size.places() * in, size.places() * MAPS * in));
        return layers;
    }
}
