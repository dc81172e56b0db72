package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.util.List;

/**
 * Dimensions of a Wan transformer (models.md 1.1).
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

    public WanTransformerConfig {
        patch = List.copyOf(patch);
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
     * @throws UserError naming a field that is missing or does not fit
     */
    public static WanTransformerConfig of(JsonConfig json) {
        WanTransformerConfig config = json.has("num_attention_heads") ? diffusers(json) : original(json);
        if (config.headDim % 2 != 0 || config.patch.size() != 3 || config.layers < 1 || config.heads < 1) {
            throw new UserError("config " + json.origin()
                    + ": needs an even attention_head_dim, three patch sizes, and at least one layer and head.");
        }
        return config;
    }

    private static WanTransformerConfig diffusers(JsonConfig json) {
        return new WanTransformerConfig(
                json.integers("patch_size"),
                json.integer("num_attention_heads"),
                json.integer("attention_head_dim"),
                json.integer("in_channels"),
                json.integer("out_channels"),
                json.integer("text_dim"),
                json.integer("text_len", 512),
                json.integer("freq_dim"),
                json.integer("ffn_dim"),
                json.integer("num_layers"),
                json.integer("image_dim", 0),
                json.number("eps", 1e-6));
    }

    private static WanTransformerConfig original(JsonConfig json) {
        int heads = json.integer("num_heads");
        return new WanTransformerConfig(
                List.of(1, 2, 2),
                heads,
                json.integer("dim") / heads,
                json.integer("in_dim"),
                json.integer("out_dim"),
                json.integer("text_dim", 4096),
                json.integer("text_len", 512),
                json.integer("freq_dim"),
                json.integer("ffn_dim"),
                json.integer("num_layers"),
                json.text("model_type", "i2v").equals("t2v") ? 0 : 1280,
                json.number("eps", 1e-6));
    }
}
