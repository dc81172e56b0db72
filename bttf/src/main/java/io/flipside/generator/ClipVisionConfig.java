package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;

/**
 * Dimensions of a CLIP vision tower (models.md 1.7).
 *
 * @param width of a token
 * @param inner width of the feed-forward layers
 * @param layers blocks in the checkpoint; the last one is not run
 * @param heads attention heads
 * @param imageSize side of the square input
 * @param patchSize side of a patch
 * @param eps of the norms
 */
public record ClipVisionConfig(int width, int inner, int layers, int heads, int imageSize, int patchSize, double eps) {
    /** The shipped size: 17 tokens of width 32. */
    public static final ClipVisionConfig TINY = new ClipVisionConfig(32, 64, 3, 2, 32, 8, 1e-5);

    /** Tokens of one image, the class token included. */
    public int tokens() {
        int side = imageSize / patchSize;
        return side * side + 1;
    }

    /**
     * Reads the Hugging Face form; only exact GELU is known.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static ClipVisionConfig of(JsonConfig json) {
        if (!json.text("hidden_act", "gelu").equals("gelu")) {
            throw new UserError("config " + json.origin() + ": hidden_act must be 'gelu'.");
        }
        return new ClipVisionConfig(
                json.integer("hidden_size"),
                json.integer("intermediate_size"),
                json.integer("num_hidden_layers"),
                json.integer("num_attention_heads"),
                json.integer("image_size"),
                json.integer("patch_size"),
                json.number("layer_norm_eps", 1e-5));
    }
}
