package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;

/**
 * Dimensions of a CLIP vision tower (docs/models.md).
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
    private static final int MAX_WIDTH = 65_536;
    private static final int MAX_LAYERS = 1000;
    private static final int MAX_SIDE = 4096;

    /** The shipped size: 17 tokens of width 32. */
    public static final ClipVisionConfig TINY = of(
            JsonConfig.ofText(
                    "tiny",
                    """
            {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 3, "num_attention_heads": 2,
             "image_size": 32, "patch_size": 8, "layer_norm_eps": 1e-5}
            """));

    /** The public tower, ViT-H/14. */
    public static final ClipVisionConfig VIT_H = of(
            JsonConfig.ofText(
                    "ViT-H/14",
                    """
            {"hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32, "num_attention_heads": 16,
             "image_size": 224, "patch_size": 14, "layer_norm_eps": 1e-5}
            """));

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
        ClipVisionConfig config = new ClipVisionConfig(
                json.integer("hidden_size", 1, MAX_WIDTH),
                json.integer("intermediate_size", 1, MAX_WIDTH),
                json.integer("num_hidden_layers", 1, MAX_LAYERS),
                json.integer("num_attention_heads", 1, MAX_WIDTH),
                json.integer("image_size", 1, MAX_SIDE),
                json.integer("patch_size", 1, MAX_SIDE),
                json.number("layer_norm_eps", 1e-5));
        if (config.width % config.heads != 0) {
            throw new UserError("config " + json.origin() + ": hidden_size must be a multiple of num_attention_heads.");
        } else if (config.patchSize > config.imageSize) {
            throw new UserError("config " + json.origin() + ": patch_size must not be larger than image_size.");
        } else if (!(config.eps > 0 && config.eps < 1)) {
            throw new UserError("config " + json.origin() + ": layer_norm_eps must lie between 0 and 1.");
        }
        return config;
    }
}
