package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/** One transformer block: self-attention, cross-attention, feed-forward (docs/models.md). */
final class WanBlock {
    private final int heads;
    private final double eps;
    private final NDArray modulation;
    private final List<NDArray> self;
    private final List<NDArray> cross;
    private final List<NDArray> textKeys;
    private final List<NDArray> imageKeys;
    private final List<NDArray> feedForward;

    WanBlock(Parameters p, WanTransformerConfig config) {
        heads = config.heads();
        eps = config.eps();
        int dim = config.dim();
        modulation = p.get("scale_shift_table", 1, 6, dim);
        self = new ArrayList<>();
        self.addAll(linear(p, "attn1.to_q", dim, dim));
        self.addAll(linear(p, "attn1.to_k", dim, dim));
        self.addAll(linear(p, "attn1.to_v", dim, dim));
        self.add(p.get("attn1.norm_q.weight", dim));
        self.add(p.get("attn1.norm_k.weight", dim));
        self.addAll(linear(p, "attn1.to_out.0", dim, dim));
        cross = new ArrayList<>(List.of(p.get("norm2.weight", dim), p.get("norm2.bias", dim)));
        cross.addAll(linear(p, "attn2.to_q", dim, dim));
        cross.add(p.get("attn2.norm_q.weight", dim));
        cross.addAll(linear(p, "attn2.to_out.0", dim, dim));
        textKeys = keys(p, dim, "attn2.to_k", "attn2.norm_k", "attn2.to_v");
        imageKeys = config.imageDim() > 0
                ? keys(p, dim, "attn2.add_k_proj", "attn2.norm_added_k", "attn2.add_v_proj")
                : List.of();
        feedForward = new ArrayList<>(linear(p, "ffn.net.0.proj", config.ffnDim(), dim));
        feedForward.addAll(linear(p, "ffn.net.2", dim, config.ffnDim()));
    }

    /**
     * The keys and values of the frozen context, computed once for a whole search.
     *
     * @param text {@code [N, textLength, dim]}
     * @param image {@code [N, imageTokens, dim]}; ignored by a text-to-video network
     * @return text keys and values, then those of the image, each {@code [N, heads, tokens, headDim]}
     */
    List<NDArray> keysAndValues(NDArray text, NDArray image) {
        List<NDArray> result = new ArrayList<>(project(textKeys, text));
        if (!imageKeys.isEmpty()) {
            result.addAll(project(imageKeys, image));
        }
        return result;
    }

    /**
     * @param x tokens {@code [N, tokens, dim]}
     * @param time the projected timestep {@code [N, 6, dim]}
     * @param keysAndValues of the context
     */
    NDArray apply(NDArray x, NDArray time, List<NDArray> keysAndValues, RotaryTable rotary) {
        // the modulation is added inside: a sum made here would live as long as the timestep's embedding
        NDArray y = Aten.call("wan_self_attention", x, time, modulation, self, rotary.cos(), rotary.sin(), heads, eps);
        NDArray z = Aten.call("wan_cross_attention", y, cross, keysAndValues, heads, eps);
        return Aten.call("wan_feed_forward", z, time, modulation, feedForward, eps);
    }

    private List<NDArray> project(List<NDArray> w, NDArray context) {
        return List.of(
                Aten.call("wan_cross_keys", context, w.get(0), w.get(1), w.get(2), heads, eps),
                Aten.call("wan_cross_values", context, w.get(3), w.get(4), heads));
    }

    private static List<NDArray> keys(Parameters p, int dim, String key, String norm, String value) {
        List<NDArray> result = new ArrayList<>(linear(p, key, dim, dim));
        result.add(p.get(norm + ".weight", dim));
        result.addAll(linear(p, value, dim, dim));
        return result;
    }

    static List<NDArray> linear(Parameters p, String name, int out, int in) {
        return List.of(p.get(name + ".weight", out, in), p.get(name + ".bias", out));
    }
}
