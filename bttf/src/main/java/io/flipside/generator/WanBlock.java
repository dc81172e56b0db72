package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One transformer block: self-attention, cross-attention, feed-forward (docs/models.md). */
final class WanBlock {
    private final int heads;
    private final double eps;
    private final NDArray modulation;
    private final List<Weight> self;
    private final List<Weight> cross;
    private final List<Weight> textKeys;
    private final List<Weight> imageKeys;
    private final List<Weight> feedForward;

    WanBlock(Parameters p, WanTransformerConfig config) {
        heads = config.heads();
        eps = config.eps();
        int dim = config.dim();
        modulation = p.get("scale_shift_table", 1, 6, dim);
        self = new ArrayList<>();
        self.addAll(linear(p, "attn1.to_q", dim, dim));
        self.addAll(linear(p, "attn1.to_k", dim, dim));
        self.addAll(linear(p, "attn1.to_v", dim, dim));
        self.add(p.precise().weight("attn1.norm_q.weight", dim));
        self.add(p.precise().weight("attn1.norm_k.weight", dim));
        self.addAll(linear(p, "attn1.to_out.0", dim, dim));
        cross = new ArrayList<>(
                List.of(p.precise().weight("norm2.weight", dim), p.precise().weight("norm2.bias", dim)));
        cross.addAll(linear(p, "attn2.to_q", dim, dim));
        cross.add(p.precise().weight("attn2.norm_q.weight", dim));
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
        NDArray y = Weight.with(
                self,
                x,
                w -> Aten.call("wan_self_attention", x, time, modulation, w, rotary.cos(), rotary.sin(), heads, eps));
        NDArray z = Weight.with(cross, y, w -> Aten.call("wan_cross_attention", y, w, keysAndValues, heads, eps));
        return Weight.with(feedForward, z, w -> Aten.call("wan_feed_forward", z, time, modulation, w, eps));
    }

    boolean isWidened() {
        return !(feedForward.get(0) instanceof Weight.Resident);
    }

    /** Begins to bring the weights from disk, if they are there. */
    void fetch() {
        Stream.of(self, cross, feedForward).flatMap(List::stream).forEach(Weight::fetch);
    }

    private List<NDArray> project(List<Weight> keysAndValues, NDArray context) {
        NDArray keys = Weight.with(
                keysAndValues.subList(0, 3),
                context,
                w -> Aten.call("wan_cross_keys", context, w.get(0), w.get(1), w.get(2), heads, eps));
        NDArray values = Weight.with(
                keysAndValues.subList(3, 5),
                context,
                w -> Aten.call("wan_cross_values", context, w.get(0), w.get(1), heads));
        return List.of(keys, values);
    }

    private static List<Weight> keys(Parameters p, int dim, String key, String norm, String value) {
        List<Weight> result = new ArrayList<>(linear(p, key, dim, dim));
        result.add(p.precise().weight(norm + ".weight", dim));
        result.addAll(linear(p, value, dim, dim));
        return result;
    }

    static List<Weight> linear(Parameters p, String name, int out, int in) {
        return List.of(p.weight(name + ".weight", out, in), p.weight(name + ".bias", out));
    }
}
