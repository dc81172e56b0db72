package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;

/**
 * Dimensions of a umT5 encoder (models.md 1.8).
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
                json.integer("vocab_size"),
                json.integer("d_model"),
                json.integer("d_kv"),
                json.integer("d_ff"),
                json.integer("num_layers"),
                json.integer("num_heads"),
                json.integer("relative_attention_num_buckets", 32),
                json.integer("relative_attention_max_distance", 128),
                json.number("layer_norm_epsilon", 1e-6));
    }
}
