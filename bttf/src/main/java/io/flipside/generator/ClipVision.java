package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The CLIP vision tower that Wan conditions on (docs/models.md), under Hugging Face names, with or without the prefix
 * {@code vision_model}. The output is that of the last block but one: the last block and its norm are neither run nor
 * read.
 */
public final class ClipVision {
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] STD = {0.26862954f, 0.26130258f, 0.27577711f};

    private final ClipVisionConfig config;
    private final NDArray patch;
    private final NDArray token;
    private final NDArray position;
    private final NDArray norm;
    private final NDArray normBias;
    private final List<List<Weight>> blocks = new ArrayList<>();

    /**
     * Reads every tensor at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public ClipVision(Parameters parameters, ClipVisionConfig config) {
        this.config = config;
        Parameters p = parameters.has("vision_model.embeddings.class_embedding")
                ? parameters.under("vision_model")
                : parameters;
        int width = config.width();
        patch = p.get("embeddings.patch_embedding.weight", width, 3, config.patchSize(), config.patchSize());
        token = p.get("embeddings.class_embedding", width);
        position = p.get("embeddings.position_embedding.weight", config.tokens(), width);
        norm = p.get("pre_layrnorm.weight", width);
        normBias = p.get("pre_layrnorm.bias", width);
        for (int i = 0; i < config.layers() - 1; i++) {
            blocks.add(block(p.under("encoder.layers." + i), width, config.inner()));
        }
    }

    private static List<Weight> block(Parameters p, int width, int inner) {
        List<Weight> w =
                new ArrayList<>(List.of(p.weight("layer_norm1.weight", width), p.weight("layer_norm1.bias", width)));
        for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
            w.addAll(WanBlock.linear(p, "self_attn." + name, width, width));
        }
        w.add(p.weight("layer_norm2.weight", width));
        w.add(p.weight("layer_norm2.bias", width));
        w.addAll(WanBlock.linear(p, "mlp.fc1", inner, width));
        w.addAll(WanBlock.linear(p, "mlp.fc2", width, inner));
        return w;
    }

    /**
     * Tokens of normalised pixels; recorded when called so.
     *
     * @param pixels {@code [N, 3, imageSize, imageSize]}
     * @return {@code [N, tokens, width]}
     */
    public NDArray penultimate(NDArray pixels) {
        NDArray x = Aten.call("clip_embed", pixels, patch, token, position, config.patchSize());
        x = Aten.call("layer_norm", x, norm, normBias, config.eps());
        for (List<Weight> block : blocks) {
            x = through(block, x);
        }
        return x;
    }

    private NDArray through(List<Weight> block, NDArray x) {
        return Weight.with(block, x, w -> Aten.call("clip_block", x, w, config.heads(), config.eps()));
    }

    /**
     * Tokens of a frame: resized as Wan does (bicubic, no antialias, no crop) and normalised.
     *
     * @param frame {@code [N, 3, H, W]} in [-1, 1]
     * @return {@code [N, tokens, width]}
     */
    public NDArray tokens(NDArray frame) {
        long side = config.imageSize();
        NDArray resized = Aten.call("resize_bicubic", frame, new long[] {side, side});
        Shape perChannel = new Shape(1, 3, 1, 1);
        NDArray mean = frame.getManager().create(MEAN, perChannel);
        NDArray std = frame.getManager().create(STD, perChannel);
        return penultimate(resized.add(1).mul(Scalars.of(frame, 0.5f)).sub(mean).div(std));
    }
}
