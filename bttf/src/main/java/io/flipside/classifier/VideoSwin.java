package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The Video Swin classifier (Liu et al. 2022; docs/models.md) under torchvision or mmaction2 tensor names. It has no
 * dropout: the same clip gives the same bits. One thread at a time.
 */
public final class VideoSwin implements ClipNetwork {
    private final VideoSwinConfig config;
    private final List<NDArray> embed;
    private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();
    private final List<NDArray> head;

    /**
     * Reads every tensor at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public VideoSwin(Parameters p, VideoSwinConfig config) {
        this.config = config;
        int dim = config.embedDim();
        List<Integer> patch = config.patch();
        embed = List.of(
                p.get("patch_embed.proj.weight", dim, 3, patch.get(0), patch.get(1), patch.get(2)),
                p.get("patch_embed.proj.bias", dim),
                p.get("patch_embed.norm.weight", dim),
                p.get("patch_embed.norm.bias", dim));
        SwinWindowCache windows = new SwinWindowCache(p.manager(), config.window());
        for (int stage = 0; stage < config.depths().size(); stage++) {
            if (stage > 0) {
                layers.add(merge(p.under("features." + (2 * stage - 1)), dim));
                dim *= 2;
            }
            for (int block = 0; block < config.depths().get(stage); block++) {
                Parameters q = p.under("features." + 2 * stage + "." + block);
                layers.add(new SwinBlock(q, dim, config.heads().get(stage), windows, block % 2 == 1)::apply);
            }
        }
        head = List.of(
                p.get("norm.weight", dim),
                p.get("norm.bias", dim),
                p.get("head.weight", config.classes(), dim),
                p.get("head.bias", config.classes()));
    }

    private static UnaryOperator<NDArray> merge(Parameters p, int dim) {
        NDArray norm = p.get("norm.weight", 4L * dim);
        NDArray bias = p.get("norm.bias", 4L * dim);
        NDArray reduction = p.get("reduction.weight", 2L * dim, 4L * dim);
        return x -> Aten.call("swin_merge", x, norm, bias, reduction);
    }

    /** Its dimensions. */
    public VideoSwinConfig config() {
        return config;
    }

    @Override
    public int classes() {
        return config.classes();
    }

    /** {@inheritDoc} Clips of any size: they are padded with zeros to whole patches. */
    @Override
    public NDArray logits(NDArray clip) {
        return Aten.call("swin_head", tokens(clip), head.get(0), head.get(1), head.get(2), head.get(3));
    }

    /** {@inheritDoc} The mean of the last tokens: as wide as the last stage. */
    @Override
    public NDArray features(NDArray clip) {
        return Aten.call("swin_features", tokens(clip), head.get(0), head.get(1));
    }

    private NDArray tokens(NDArray clip) {
        long[] patch = config.patch().stream().mapToLong(Integer::longValue).toArray();
        NDArray x = Aten.call("swin_embed", clip, embed.get(0), embed.get(1), embed.get(2), embed.get(3), patch);
        for (UnaryOperator<NDArray> layer : layers) {
            x = layer.apply(x);
        }
        return x;
    }
}
