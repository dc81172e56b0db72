package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Vjp;
import java.util.ArrayList;
import java.util.List;

/**
 * The Wan2.1 video autoencoder in its stateless full-sequence form (docs/models.md), under diffusers tensor names.
 * Clips are {@code [N, 3, F, H, W]} in [-1, 1] with {@code F = 1 + 4k}; latents {@code [N, 16, 1 + k, H/8, W/8]}.
 */
public final class WanVae {
    private final WanVaeConfig config;
    private final List<VaeLayer> encoder = new ArrayList<>();
    private final List<VaeLayer> decoder = new ArrayList<>();
    private final NDArray mean;
    private final NDArray std;
    private final boolean widened;

    /**
     * @param p parameters; every tensor is looked up at once
     * @throws UserError if a tensor is missing or of another shape
     */
    public WanVae(Parameters p, WanVaeConfig config) {
        this.config = config;
        buildEncoder(p, p.under("encoder"));
        buildDecoder(p, p.under("decoder"));
        widened = p.widens();
        mean = perChannel(p.manager(), config.latentMean());
        std = perChannel(p.manager(), config.latentStd());
    }

    /** Whether weights are widened for each layer, and so are part of what its graph keeps. */
    boolean isWidened() {
        return widened;
    }

    /** Its dimensions. */
    public WanVaeConfig config() {
        return config;
    }

    private void buildEncoder(Parameters p, Parameters e) {
        int z = config.latentChannels();
        int dim = config.baseDim() * config.multipliers().get(0);
        int in = config.baseDim();
        encoder.add(VaeLayer.conv(e, "conv_in", in, 3));
        int index = 0;
        for (int level = 0; level < config.multipliers().size(); level++) {
            dim = config.baseDim() * config.multipliers().get(level);
            for (int block = 0; block < config.residualBlocks(); block++, in = dim) {
                encoder.add(VaeLayer.residual(e.under("down_blocks." + index++), in, dim));
            }
            if (level < config.temporalDownsample().size()) {
                boolean temporal = config.temporalDownsample().get(level);
                encoder.add(VaeLayer.down(e.under("down_blocks." + index++), dim, temporal));
            }
        }
        middle(encoder, e.under("mid_block"), dim);
        encoder.add(VaeLayer.head(e, dim, 2 * z));
        encoder.add(VaeLayer.pointwise(p, "quant_conv", 2 * z, 2 * z));
    }

    private void buildDecoder(Parameters p, Parameters d) {
        int z = config.latentChannels();
        List<Integer> levels = config.multipliers();
        int dim = config.baseDim() * levels.get(levels.size() - 1);
        decoder.add(VaeLayer.pointwise(p, "post_quant_conv", z, z));
        decoder.add(VaeLayer.conv(d, "conv_in", dim, z));
        middle(decoder, d.under("mid_block"), dim);
        int in = dim;
        for (int i = 0; i < levels.size(); i++) {
            int level = levels.size() - 1 - i;
            dim = config.baseDim() * levels.get(level);
            for (int block = 0; block <= config.residualBlocks(); block++, in = dim) {
                decoder.add(VaeLayer.residual(d.under("up_blocks." + i + ".resnets." + block), in, dim));
            }
            if (level > 0) {
                boolean temporal = config.temporalDownsample().get(level - 1);
                decoder.add(VaeLayer.up(d.under("up_blocks." + i + ".upsamplers.0"), dim, temporal));
                in = dim / 2;
            }
        }
        decoder.add(VaeLayer.head(d, dim, 3));
    }

    private static void middle(List<VaeLayer> layers, Parameters p, int dim) {
        layers.add(VaeLayer.residual(p.under("resnets.0"), dim, dim));
        layers.add(VaeLayer.attention(p.under("attentions.0"), dim));
        layers.add(VaeLayer.residual(p.under("resnets.1"), dim, dim));
    }

    /**
     * Mean and log-variance of the latent, not normalised.
     *
     * @param clip {@code [N, 3, F, H, W]}
     * @return two arrays {@code [N, 16, T, H/8, W/8]}
     * @throws UserError if F is not 1 + 4k or a side is no multiple of 8
     */
    public NDList encodeMoments(NDArray clip) {
        checkSize(clip.getShape());
        NDArray moments = run(encoder, clip);
        int z = config.latentChannels();
        return new NDList(moments.get(":,:" + z), moments.get(":," + z + ":"));
    }

    /** The normalised latent mean of a clip: what the search and the transformer work on. */
    public NDArray encode(NDArray clip) {
        return Vjp.scoped(
                x -> Autograd.unrecorded(() -> normalise(encodeMoments(x).get(0))), clip);
    }

    /** From the VAE's own scale to the transformer's: {@code (mean - latentMean) / latentStd}. */
    public NDArray normalise(NDArray latent) {
        return latent.sub(mean).div(std);
    }

    /** From the transformer's scale to the VAE's own. */
    public NDArray denormalise(NDArray latent) {
        return latent.mul(std).add(mean);
    }

    /**
     * Decodes a latent of the VAE's own scale in one piece.
     *
     * @return {@code [N, 3, F, H, W]}, not clamped
     */
    public NDArray decodeRaw(NDArray latent) {
        return run(decoder, latent);
    }

    /**
     * The decoder from a normalised latent, not clamped.
     *
     * @param recompute whether each layer's graph is computed again on the way back, or kept
     */
    public Vjp decoder(boolean recompute) {
        if (!recompute) {
            return Vjp.segment(z -> decodeRaw(denormalise(z)));
        }
        List<Vjp> parts = new ArrayList<>();
        // the batch is known when the first segment runs; a search decodes one clip at a time
        parts.add(Vjp.segment(z -> toFrames(denormalise(z))));
        for (VaeLayer layer : decoder) {
            parts.add(Vjp.segment(x -> layer.apply(x, 1)));
        }
        parts.add(Vjp.segment(x -> toClip(x, 1)));
        return Vjp.recomputed(parts);
    }

    private static NDArray run(List<VaeLayer> layers, NDArray clip) {
        int batch = Math.toIntExact(clip.getShape().get(0));
        NDArray x = toFrames(clip);
        for (VaeLayer layer : layers) {
            x = layer.apply(x, batch);
        }
        return toClip(x, batch);
    }

    private static NDArray toFrames(NDArray clip) {
        Shape s = clip.getShape();
        NDArray frames = clip.transpose(2, 0, 1, 3, 4).reshape(s.get(2) * s.get(0), s.get(1), s.get(3), s.get(4));
        // oneDNN runs few channels three times faster in this memory order, and every later layer keeps it
        return Aten.call("channels_last", frames);
    }

    private static NDArray toClip(NDArray frames, int batch) {
        Shape s = frames.getShape();
        return frames.reshape(s.get(0) / batch, batch, s.get(1), s.get(2), s.get(3))
                .transpose(1, 2, 0, 3, 4);
    }

    private void checkSize(Shape s) {
        int space = config.spatialStride();
        int time = config.temporalStride();
        if (s.get(3) % space != 0 || s.get(4) % space != 0 || s.get(2) % time != 1) {
            throw new UserError("a clip of " + s.get(2) + " frames of " + s.get(4) + "x" + s.get(3)
                    + " does not fit the VAE: it needs 1 + " + time + "k frames and sides that are multiples of "
                    + space
                    + ".");
        }
    }

    private static NDArray perChannel(NDManager manager, List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return manager.create(floats, new Shape(1, floats.length, 1, 1, 1));
    }
}
