package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.util.List;

/**
 * Dimensions of a Wan transformer (docs/models.md).
 *
 * @param patch patch size in latent frames, rows, columns
 * @param heads attention heads
 * @param headDim width of one head; even thirds of it rotate by time, row and column
 * @param inChannels channels of latent plus condition
 * @param outChannels channels of the latent
 * @param textDim width of a text token
 * @param textLength tokens the text is padded to
 * @param frequencyDim width of the sinusoid of the timestep
 * @param ffnDim inner width of the feed-forward layers
 * @param layers number of blocks
 * @param imageDim width of an image token; 0 for a text-to-video network
 * @param eps of every normalisation inside a block
 */
public record WanTransformerConfig(
        List<Integer> patch,
        int heads,
        int headDim,
        int inChannels,
        int outChannels,
        int textDim,
        int textLength,
        int frequencyDim,
        int ffnDim,
        int layers,
        int imageDim,
        double eps) {
    private static final int MAX_PATCH = 16;
    private static final int MAX_HEADS = 1024;
    private static final int MAX_HEAD_DIM = 1024;
    private static final int MAX_CHANNELS = 4096;
    private static final int MAX_WIDTH = 65_536;
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_INNER = 1 << 20;
    private static final int MAX_LAYERS = 1000;

    /** The public image-to-video transformer of 14 billion parameters. */
    public static final WanTransformerConfig WAN_14B =
            wan("\"dim\": 5120, \"ffn_dim\": 13824, \"num_heads\": 40, \"num_layers\": 40");

    /** The public one of 1.3 billion parameters, with image inputs 1.56. */
    public static final WanTransformerConfig WAN_1_3B =
            wan("\"dim\": 1536, \"ffn_dim\": 8960, \"num_heads\": 12, \"num_layers\": 30");

    public WanTransformerConfig {
        patch = List.copyOf(patch);
    }

    private static WanTransformerConfig wan(String what) {
        return original(JsonConfig.ofText(
                "Wan2.1",
                "{\"model_type\": \"i2v\", \"freq_dim\": 256, \"in_dim\": 36, \"out_dim\": 16, \"text_len\": 512, "
                        + what + "}"));
    }

    /** Width of a token. */
    public int dim() {
        return heads * headDim;
    }

    /** Latent values in one patch of one channel. */
    public int patchSize() {
        return patch.get(0) * patch.get(1) * patch.get(2);
    }

    /**
     * Reads either public form: diffusers ({@code num_attention_heads}, ...) or the original ({@code dim}, ...).
     *
     * @throws UserError naming a field that is missing, out of its range, or means another network
     */
    public static WanTransformerConfig of(JsonConfig json) {
        boolean diffusers = json.has("num_attention_heads");
        known(json, "qk_norm", "rms_norm_across_heads");
        if (!json.flag("cross_attn_norm", true)) {
            throw new UserError("config " + json.origin() + ": cross_attn_norm must be true.");
        }
        WanTransformerConfig config = diffusers ? diffusers(json) : original(json);
        if (config.headDim % 2 != 0 || config.frequencyDim % 2 != 0) {
            throw new UserError(
                    "config " + json.origin() + ": needs an even attention_head_dim and an even freq_dim; they"
                            + " are " + config.headDim + " and " + config.frequencyDim + ".");
        } else if (config.patch.size() != 3 || config.patch.stream().anyMatch(p -> p < 1 || p > MAX_PATCH)) {
            throw new UserError(
                    "config " + json.origin() + ": patch_size needs three numbers from 1 to " + MAX_PATCH + ".");
        } else if (!(config.eps > 0 && config.eps < 1)) {
            throw new UserError("config " + json.origin() + ": eps must lie between 0 and 1.");
        }
        return config;
    }

    private static void known(JsonConfig json, String field, String value) {
        if (!json.text(field, value).equals(value)) {
            throw new UserError("config " + json.origin() + ": " + field + " must be '" + value + "'.");
        }
    }

    private static WanTransformerConfig diffusers(JsonConfig json) {
        return new WanTransformerConfig(
                json.integers("patch_size"),
                json.integer("num_attention_heads", 1, MAX_HEADS),
                json.integer("attention_head_dim", 2, MAX_HEAD_DIM),
                json.integer("in_channels", 1, MAX_CHANNELS),
                json.integer("out_channels", 1, MAX_CHANNELS),
                json.integer("text_dim", 1, MAX_WIDTH),
                json.integer("text_len", 1, MAX_TEXT, 512),
                json.integer("freq_dim", 2, MAX_WIDTH),
                json.integer("ffn_dim", 1, MAX_INNER),
                json.integer("num_layers", 1, MAX_LAYERS),
                json.integer("image_dim", 0, MAX_WIDTH, 0),
                json.number("eps", 1e-6));
    }

    private static WanTransformerConfig original(JsonConfig json) {
        int heads = json.integer("num_heads", 1, MAX_HEADS);
        int dim = json.integer("dim", 2, MAX_HEADS * MAX_HEAD_DIM);
        if (dim % heads != 0) {
            throw new UserError("config " + json.origin() + ": dim must be a multiple of num_heads; they are " + dim
                    + " and " + heads + ".");
        }
        return new WanTransformerConfig(
                List.of(1, 2, 2),
                heads,
                dim / heads,
                json.integer("in_dim", 1, MAX_CHANNELS),
                json.integer("out_dim", 1, MAX_CHANNELS),
                json.integer("text_dim", 1, MAX_WIDTH, 4096),
                json.integer("text_len", 1, MAX_TEXT, 512),
                json.integer("freq_dim", 2, MAX_WIDTH),
                json.integer("ffn_dim", 1, MAX_INNER),
                json.integer("num_layers", 1, MAX_LAYERS),
                json.text("model_type", "i2v").equals("t2v") ? 0 : 1280,
                json.number("eps", 1e-6));
    }
}
