package io.flipside.train;

import io.flipside.UserError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form of an adapter (LoRA; Hu et al. 2021, section 4.1): a layer's weight W becomes {@code W + (alpha / rank) B A}.
 *
 * @param rank rows of A, 1 to 1024
 * @param alpha above 0
 * @param targets ends of the names of the layers that get a pair, under diffusers' names
 */
public record LoraSettings(int rank, double alpha, Set<String> targets) {
    /** What public adapters for Wan mostly have: queries, keys, values and outputs of both attentions, feed-forward. */
    public static final List<String> USUAL = List.of("q", "k", "v", "o", "ffn");

    private static final int MAX_RANK = 1024;
    private static final Map<String, List<String>> SHORT = Map.of(
            "q", List.of("to_q"),
            "k", List.of("to_k"),
            "v", List.of("to_v"),
            "o", List.of("to_out.0"),
            "k_img", List.of("add_k_proj"),
            "v_img", List.of("add_v_proj"),
            "ffn", List.of("ffn.net.0.proj", "ffn.net.2"),
            "ffn.0", List.of("ffn.net.0.proj"),
            "ffn.2", List.of("ffn.net.2"));

    public LoraSettings {
        targets = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(targets));
        if (rank < 1 || rank > MAX_RANK) {
            throw new UserError("--rank is " + rank + "; it must be 1 to " + MAX_RANK + ".");
        } else if (!(alpha > 0) || !Double.isFinite(alpha)) {
            throw new UserError("--alpha is " + alpha + "; it must be a number above 0.");
        } else if (targets.isEmpty()) {
            throw new UserError("--targets names no layer. The usual ones are " + String.join(",", USUAL) + ".");
        }
    }

    /**
     * By the names that people give layers.
     *
     * @param layers short names (q, k, v, o, ffn, k_img, v_img), the original's or diffusers' ends of names
     */
    public static LoraSettings of(int rank, double alpha, List<String> layers) {
        Set<String> targets = new LinkedHashSet<>();
        layers.forEach(layer -> targets.addAll(SHORT.getOrDefault(layer, List.of(layer))));
        return new LoraSettings(rank, alpha, targets);
    }

    /** What the product of a pair is multiplied with. */
    double scale() {
        return alpha / rank;
    }

    /** Whether a layer is named by a target, as PEFT tells it. */
    boolean adapts(String module, String target) {
        return module.equals(target) || module.endsWith("." + target);
    }

    /** Whether a layer gets a pair. */
    boolean adapts(String module) {
        return targets.stream().anyMatch(target -> adapts(module, target));
    }
}
