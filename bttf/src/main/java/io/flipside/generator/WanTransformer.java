package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Fetcher;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Vjp;
import io.flipside.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The Wan2.1 image-to-video transformer (docs/models.md) under diffusers tensor names. It predicts the velocity
 * {@code noise - x0} of the flow path.
 */
public final class WanTransformer {
    private static final double IMAGE_EPS = 1e-5;

    private final WanTransformerConfig config;
    private final List<NDArray> patch;
    private final List<Weight> time;
    private final List<Weight> text;
    private final List<Weight> image;
    private final List<WanBlock> blocks = new ArrayList<>();
    private final Fetcher fetcher;
    private final List<Weight> head;
    private final NDArray headModulation;

    /**
     * @param p parameters; the transformer reads every tensor it needs at once
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public WanTransformer(Parameters p, WanTransformerConfig config) {
        this.config = config;
        int dim = config.dim();
        List<Integer> size = config.patch();
        patch = List.of(
                p.get("patch_embedding.weight", dim, config.inChannels(), size.get(0), size.get(1), size.get(2)),
                p.get("patch_embedding.bias", dim));
        Parameters precise = p.precise();
        Parameters embedder = precise.under("condition_embedder");
        time = new ArrayList<>(WanBlock.linear(embedder, "time_embedder.linear_1", dim, config.frequencyDim()));
        time.addAll(WanBlock.linear(embedder, "time_embedder.linear_2", dim, dim));
        time.addAll(WanBlock.linear(embedder, "time_proj", 6 * dim, dim));
        text = new ArrayList<>(WanBlock.linear(embedder, "text_embedder.linear_1", dim, config.textDim()));
        text.addAll(WanBlock.linear(embedder, "text_embedder.linear_2", dim, dim));
        image = new ArrayList<>();
        int in = config.imageDim();
        if (in > 0) {
            Parameters tower = embedder.under("image_embedder");
            image.add(tower.weight("norm1.weight", in));
            image.add(tower.weight("norm1.bias", in));
            image.addAll(WanBlock.linear(tower, "ff.net.0.proj", in, in));
            image.addAll(WanBlock.linear(tower, "ff.net.2", dim, in));
            image.add(tower.weight("norm2.weight", dim));
            image.add(tower.weight("norm2.bias", dim));
        }
        for (int i = 0; i < config.layers(); i++) {
            blocks.add(new WanBlock(p.under("blocks." + i), config));
        }
        fetcher = p.holding() == Holding.STREAMED
                ? new Fetcher(
                        blocks.stream().<Runnable>map(block -> block::fetch).toList())
                : new Fetcher(List.of());
        head = WanBlock.linear(precise, "proj_out", config.outChannels() * config.patchSize(), dim);
        headModulation = p.get("scale_shift_table", 1, 2, dim);
    }

    /** Whether weights are widened for each segment, and so are part of what its graph keeps. */
    boolean isWidened() {
        return blocks.get(0).isWidened();
    }

    /** Its dimensions. */
    public WanTransformerConfig config() {
        return config;
    }

    /**
     * Prepares what stays fixed during a search.
     *
     * @param condition {@code [N, 20, T, H/8, W/8]}: four mask channels, then the first-frame latent
     * @param textTokens {@code [N, textLength, textDim]}, zero-padded
     * @param imageTokens {@code [N, tokens, imageDim]}
     */
    public WanContext context(NDArray condition, NDArray textTokens, NDArray imageTokens) {
        NDManager scope = condition.getManager().newSubManager();
        return context(scope, condition, textTokens, imageTokens);
    }

    /** As above with the owner given; recorded if called so, for training. */
    public WanContext context(NDManager scope, NDArray condition, NDArray textTokens, NDArray imageTokens) {
        List<List<NDArray>> keysAndValues = new ArrayList<>();
        try (NDManager temporary = scope.newSubManager()) {
            NDArray hiddenText = embedText(inside(temporary, textTokens));
            NDArray hiddenImage = config.imageDim() > 0 ? embedImage(inside(temporary, imageTokens)) : hiddenText;
            for (WanBlock block : blocks) {
                List<NDArray> kv = block.keysAndValues(hiddenText, hiddenImage);
                kv.forEach(array -> array.attach(scope));
                keysAndValues.add(kv);
            }
        }
        Shape shape = condition.getShape();
        RotaryTable rotary = RotaryTable.of(
                scope,
                config.headDim(),
                shape.get(2) / config.patch().get(0),
                shape.get(3) / config.patch().get(1),
                shape.get(4) / config.patch().get(2));
        return new WanContext(scope, inside(scope, condition), keysAndValues, rotary);
    }

    /** A copy that belongs to another manager: results of operations follow their first operand. */
    private static NDArray inside(NDManager manager, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(manager);
        return copy;
    }

    private NDArray embedText(NDArray tokens) {
        NDArray hidden = Aten.call("gelu_tanh", linear(text, 0, tokens));
        return linear(text, 2, hidden);
    }

    private NDArray embedImage(NDArray tokens) {
        NDArray x = imageNorm(0, tokens);
        x = linear(image, 4, Aten.call("gelu", linear(image, 2, x)));
        return imageNorm(6, x);
    }

    private NDArray imageNorm(int first, NDArray x) {
        return Weight.with(
                image.subList(first, first + 2), x, w -> Aten.call("layer_norm", x, w.get(0), w.get(1), IMAGE_EPS));
    }

    private static NDArray linear(List<Weight> weights, int first, NDArray x) {
        return Weight.with(weights.subList(first, first + 2), x, w -> Aten.call("linear", x, w.get(0), w.get(1)));
    }

    /**
     * The velocity at one timestep, as embedding, blocks and head.
     *
     * @param context what is fixed
     * @param timestep {@code 1000 * sigma}
     * @param recompute whether each block's graph is computed again on the way back, or kept
     * @return a map from {@code [N, 16, T, H/8, W/8]} to the same shape
     */
    public Vjp velocity(WanContext context, double timestep, boolean recompute) {
        NDManager scope = context.scope();
        NDArray[] e = Autograd.unrecorded(() -> embedTime(scope, timestep));
        List<Vjp> parts = new ArrayList<>();
        parts.add(Vjp.segment(z -> embed(z, context)));
        for (int i = 0; i < blocks.size(); i++) {
            int index = i;
            List<NDArray> kv = context.keysAndValues().get(i);
            parts.add(Vjp.segment(x -> {
                fetcher.around(index);
                return blocks.get(index).apply(x, e[1], kv, context.rotary());
            }));
        }
        Shape latent = context.condition().getShape();
        parts.add(Vjp.segment(x -> unpatchify(x, e[0], latent)));
        return recompute ? Vjp.recomputed(parts) : Vjp.segment(z -> velocity(z, e, context));
    }

    /**
     * The velocity in one piece, for training.
     *
     * @param latent {@code [N, 16, T, H/8, W/8]}
     * @param timesteps {@code [N]} in 0 to 1000, float64
     */
    public NDArray velocity(NDArray latent, NDArray timesteps, WanContext context) {
        return velocity(latent, embedTime(timesteps), context);
    }

    private NDArray velocity(NDArray latent, NDArray[] e, WanContext context) {
        NDArray x = embed(latent, context);
        for (int i = 0; i < blocks.size(); i++) {
            x = blocks.get(i).apply(x, e[1], context.keysAndValues().get(i), context.rotary());
        }
        return unpatchify(x, e[0], context.condition().getShape());
    }

    private NDArray[] embedTime(NDManager owner, double timestep) {
        try (NDManager scope = owner.newSubManager()) {
            NDArray[] e = embedTime(scope.create(new double[] {timestep}));
            for (NDArray array : e) {
                array.attach(owner);
            }
            return e;
        }
    }

    private NDArray[] embedTime(NDArray timesteps) {
        NDArray sinusoid = Sinusoid.of(timesteps, config.frequencyDim());
        NDArray hidden = Aten.call("silu", linear(time, 0, sinusoid));
        NDArray e = linear(time, 2, hidden);
        NDArray projected = linear(time, 4, Aten.call("silu", e));
        return new NDArray[] {e.expandDims(1), projected.reshape(-1, 6, config.dim())};
    }

    private NDArray embed(NDArray latent, WanContext context) {
        NDArray input = NDArrays.concat(new NDList(latent, context.condition()), 1);
        long[] size = config.patch().stream().mapToLong(Integer::longValue).toArray();
        NDArray patches = Aten.call("conv3d", input, patch.get(0), patch.get(1), size, new long[3]);
        return patches.reshape(patches.getShape().get(0), config.dim(), -1).transpose(0, 2, 1);
    }

    private NDArray unpatchify(NDArray x, NDArray e, Shape latent) {
        NDArray y = Weight.with(
                head, x, w -> Aten.call("wan_head", x, e, headModulation, w.get(0), w.get(1), config.eps()));
        int t = config.patch().get(0);
        int h = config.patch().get(1);
        int w = config.patch().get(2);
        y = y.reshape(
                latent.get(0), latent.get(2) / t, latent.get(3) / h, latent.get(4) / w, t, h, w, config.outChannels());
        return y.transpose(0, 7, 1, 4, 2, 5, 3, 6)
                .reshape(latent.get(0), config.outChannels(), latent.get(2), latent.get(3), latent.get(4));
    }
}
