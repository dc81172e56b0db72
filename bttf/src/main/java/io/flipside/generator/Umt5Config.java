package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;

/**
 * Dimensions of a umT5 encoder (docs/models.md).
 *
 * @param vocabulary number of tokens
 * @param dim width of a token
 * @param headDim width of one head
 * @param inner width of the gated feed-forward layer
 * @param layers number of blocks
 * @param heads attention heads
 * @param buckets rows of the relative position table
 * @param maxDistance beyond which distances share a bucket
 * @param eps of the norms
 */
public record Umt5Config(
        int vocabulary,
        int dim,
        int headDim,
        int inner,
        int layers,
        int heads,
        int buckets,
        int maxDistance,
        double eps) {
    private static final int MAX_WIDTH = 65_536;

    /** The same network with another number of tokens. */
    Umt5Config withVocabulary(int tokens) {
        return new Umt5Config(tokens, dim, headDim, inner, layers, heads, buckets, maxDistance, eps);
    }

    /**
     * Reads the Hugging Face form; only the gated tanh-GELU layer is known.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static Umt5Config of(JsonConfig json) {
        if (!json.text("feed_forward_proj", "gated-gelu").equals("gated-gelu")) {
            throw new UserError("config " + json.origin() + ": feed_forward_proj must be 'gated-gelu'.");
        }
        return new Umt5Config(
                json.integer("vocab_size", 1, 1 << 24),
                json.integer("d_model", 1, MAX_WIDTH),
                json.integer("d_kv", 1, MAX_WIDTH),
                json.integer("d_ff", 1, 1 << 20),
                json.integer("num_layers", 1, 1000),
                json.integer("num_heads", 1, 1024),
                json.integer("relative_attention_num_buckets", 4, MAX_WIDTH, 32),
                json.integer("relative_attention_max_distance", 2, 1 << 20, 128),
                json.number("layer_norm_epsilon", 1e-6));
    }
}
