package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.Vjp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The decoder of TAEW2.1, a small autoencoder with the latents of the Wan2.1 VAE, under its public tensor names ({@code
 * decoder.1.weight}, {@code decoder.3.conv.0.weight}, ...). It works on frames {@code [T, C, h, w]}: a convolution, then
 * three times three memory blocks, each of which also sees the frame before, twice the rows and columns and, the last two
 * times, twice the frames; then a convolution to RGB. The first three frames are dropped, so that T times become 1 + 4(T -
 * 1) frames. Latents are normalised as the transformer has them.
 *
 * <p>A 1x1 convolution and doubling rows and columns by repetition may change places: here time grows before the picture
 * does, which costs a quarter.
 */
public final class TinyDecoder {
    private static final int DROPPED = 3;
    private static final float BEND = 3;

    private final TinyDecoderConfig config;
    private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();

    /**
     * Reads one.
     *
     * @param p its parameters
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public TinyDecoder(Parameters p, TinyDecoderConfig config) {
        this.config = config;
        build(p.under("decoder"), config.widths());
    }

    private void build(Parameters d, List<Integer> widths) {
        int width = widths.get(0);
        UnaryOperator<NDArray> in = convolution(d, "1", width, config.latentChannels());
        layers.add(z -> Activation.relu(in.apply(bounded(z))));
        for (int level = 0; level < TinyDecoderConfig.LEVELS; level++) {
            int at = TinyDecoderConfig.projection(level);
            for (int block = 0; block < TinyDecoderConfig.BLOCKS; block++) {
                layers.add(memory(d.under(Integer.toString(at - 5 + block)), width));
            }
            layers.add(grown(d, at, width, widths.get(level + 1), TinyDecoderConfig.times(level)));
            width = widths.get(level + 1);
        }
        UnaryOperator<NDArray> out = convolution(
                d, Integer.toString(TinyDecoderConfig.projection(TinyDecoderConfig.LEVELS - 1) + 2), 3, width);
        layers.add(x -> out.apply(Activation.relu(x)));
    }

    /** {@code 3 tanh(z / 3)}. */
    private static NDArray bounded(NDArray z) {
        return z.mul(Scalars.of(z, 1 / BEND)).tanh().mul(Scalars.of(z, BEND));
    }

    private static UnaryOperator<NDArray> convolution(Parameters p, String name, int out, int in) {
        NDArray weight = p.get(name + ".weight", out, in, 3, 3);
        NDArray bias = p.get(name + ".bias", out);
        return x -> Aten.call("conv2d", x, weight, bias, new long[] {1, 1}, new long[] {1, 1});
    }

    /** Three convolutions of a frame and the one before it, zeros before the first, beside the frame itself. */
    private static UnaryOperator<NDArray> memory(Parameters p, int width) {
        UnaryOperator<NDArray> a = convolution(p, "conv.0", width, 2 * width);
        UnaryOperator<NDArray> b = convolution(p, "conv.2", width, width);
        UnaryOperator<NDArray> c = convolution(p, "conv.4", width, width);
        return x -> {
            NDArray both = NDArrays.concat(new NDList(x, before(x)), 1);
            return Activation.relu(c.apply(Activation.relu(b.apply(Activation.relu(a.apply(both)))))
                    .add(x));
        };
    }

    private static NDArray before(NDArray x) {
        Shape s = x.getShape();
        NDArray none = x.getManager().zeros(new Shape(1, s.get(1), s.get(2), s.get(3)));
        return s.get(0) == 1 ? none : NDArrays.concat(new NDList(none, x.get("0:" + (s.get(0) - 1))), 0);
    }

    private static UnaryOperator<NDArray> grown(Parameters d, int at, int in, int out, int times) {
        NDArray grow = d.get(at - 1 + ".conv.weight", (long) times * in, in, 1, 1);
        NDArray weight = d.get(at + ".weight", out, in, 3, 3);
        return x -> {
            Shape s = x.getShape();
            NDArray none = x.getManager().zeros(new Shape((long) times * in));
            NDArray nothing = x.getManager().zeros(new Shape(out));
            NDArray later = Aten.call("conv2d", x, grow, none, new long[] {1, 1}, new long[] {0, 0});
            return Aten.call("vae_up", later.reshape(s.get(0) * times, in, s.get(2), s.get(3)), weight, nothing);
        };
    }

    /** For latents of one size. */
    SmallDecoder on(ClipSize latent) {
        return new SmallDecoder() {
            @Override
            public Vjp decoder(boolean recompute) {
                return TinyDecoder.this.decoder(recompute);
            }

            @Override
            public GraphCost cost() {
                return config.cost(latent);
            }
        };
    }

    /** As {@link SmallDecoder#decoder}. */
    public Vjp decoder(boolean recompute) {
        List<Vjp> parts = new ArrayList<>();
        parts.add(Vjp.segment(
                z -> Aten.call("channels_last", z.transpose(0, 2, 1, 3, 4).squeeze(0))));
        layers.forEach(layer -> parts.add(Vjp.segment(layer)));
        parts.add(Vjp.segment(TinyDecoder::clip));
        return recompute ? Vjp.recomputed(parts) : Vjp.kept(parts);
    }

    /** From frames in [0, 1] to a clip in [-1, 1]. */
    private static NDArray clip(NDArray frames) {
        NDArray kept = frames.get(DROPPED + ":").transpose(1, 0, 2, 3).expandDims(0);
        return kept.mul(Scalars.of(kept, 2f)).sub(Scalars.of(kept, 1f));
    }
}
