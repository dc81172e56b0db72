package io.flipside.library;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVaeConfig;
import io.flipside.tensor.TensorSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configurations for networks that are published without one, from the shapes of their tensors under our names. What no
 * shape tells is as in the public networks.
 */
final class DerivedConfigs {
    private static final int HEAD_OF_TRANSFORMER = 128;
    private static final int HEAD_OF_TOWER = 80;
    private static final int TEXT_LENGTH = 512;
    private static final double TRANSFORMER_EPS = 1e-6;
    private static final double TOWER_EPS = 1e-5;

    private final TensorSource tensors;
    private final String origin;

    private DerivedConfigs(TensorSource tensors, String origin) {
        this.tensors = tensors;
        this.origin = origin;
    }

    /**
     * Of a Wan transformer.
     *
     * @param published what the original repository says; its heads, length of text and eps, which no shape tells
     */
    static Map<String, Object> transformer(
            TensorSource tensors, String origin, Optional<WanTransformerConfig> published) {
        DerivedConfigs of = new DerivedConfigs(tensors, origin);
        Shape patch = of.shape("patch_embedding.weight", 5);
        long dim = patch.get(0);
        int headDim = published.map(WanTransformerConfig::headDim).orElse(HEAD_OF_TRANSFORMER);
        of.divides("width", dim, headDim);
        long patchSize = patch.get(2) * patch.get(3) * patch.get(4);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", "WanTransformer3DModel");
        config.put("patch_size", List.of(patch.get(2), patch.get(3), patch.get(4)));
        config.put("num_attention_heads", dim / headDim);
        config.put("attention_head_dim", headDim);
        config.put("in_channels", patch.get(1));
        config.put("out_channels", of.shape("proj_out.weight", 2).get(0) / patchSize);
        config.put(
                "text_dim",
                of.shape("condition_embedder.text_embedder.linear_1.weight", 2).get(1));
        config.put("text_len", published.map(WanTransformerConfig::textLength).orElse(TEXT_LENGTH));
        config.put(
                "freq_dim",
                of.shape("condition_embedder.time_embedder.linear_1.weight", 2).get(1));
        config.put("ffn_dim", published.map(c -> (long) c.ffnDim()).orElseGet(() -> of.shape(
                        "blocks.0.ffn.net.0.proj.weight", 2)
                .get(0)));
        config.put("num_layers", published.map(WanTransformerConfig::layers).orElseGet(() -> of.count("blocks.")));
        config.put(
                "image_dim",
                of.shape("condition_embedder.image_embedder.norm1.weight", 1).get(0));
        config.put("eps", published.map(WanTransformerConfig::eps).orElse(TRANSFORMER_EPS));
        config.put("qk_norm", "rms_norm_across_heads");
        config.put("cross_attn_norm", true);
        return config;
    }

    /** Of the Wan2.1 VAE: levels, strides and statistics are the public ones. */
    static Map<String, Object> vae(TensorSource tensors, String origin) {
        DerivedConfigs of = new DerivedConfigs(tensors, origin);
        WanVaeConfig wan = WanVaeConfig.WAN_2_1;
        long latent = of.shape("post_quant_conv.weight", 5).get(0);
        if (latent != wan.latentChannels()) {
            throw new UserError("VAE " + origin + " has " + latent + " latent channels; that of Wan2.1 has "
                    + wan.latentChannels() + ". Use wan_2.1_vae.safetensors, or vae/ of the diffusers folder.");
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", "AutoencoderKLWan");
        config.put("base_dim", of.shape("encoder.conv_in.weight", 5).get(0));
        config.put("z_dim", latent);
        config.put("dim_mult", wan.multipliers());
        config.put("num_res_blocks", wan.residualBlocks());
        config.put("temperal_downsample", wan.temporalDownsample());
        config.put("latents_mean", wan.latentMean());
        config.put("latents_std", wan.latentStd());
        return config;
    }

    /** Of a CLIP vision tower. */
    static Map<String, Object> tower(TensorSource tensors, String origin) {
        DerivedConfigs of = new DerivedConfigs(tensors, origin);
        String at = tensors.has("vision_model.embeddings.class_embedding") ? "vision_model." : "";
        Shape patch = of.shape(at + "embeddings.patch_embedding.weight", 4);
        long width = patch.get(0);
        of.divides("width", width, HEAD_OF_TOWER);
        long tokens = of.shape(at + "embeddings.position_embedding.weight", 2).get(0);
        long side = Math.round(Math.sqrt(tokens - 1.0));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("hidden_size", width);
        config.put(
                "intermediate_size",
                of.shape(at + "encoder.layers.0.mlp.fc1.weight", 2).get(0));
        config.put("num_hidden_layers", of.count(at + "encoder.layers."));
        config.put("num_attention_heads", width / HEAD_OF_TOWER);
        config.put("image_size", side * patch.get(2));
        config.put("patch_size", patch.get(2));
        config.put("hidden_act", "gelu");
        config.put("layer_norm_eps", TOWER_EPS);
        return config;
    }

    /** Of a umT5 encoder. */
    static Map<String, Object> textEncoder(TensorSource tensors, String origin) {
        DerivedConfigs of = new DerivedConfigs(tensors, origin);
        Shape table = of.shape("shared.weight", 2);
        String first = "encoder.block.0.layer.";
        Shape bias = of.shape(first + "0.SelfAttention.relative_attention_bias.weight", 2);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("vocab_size", table.get(0));
        config.put("d_model", table.get(1));
        config.put("d_kv", of.shape(first + "0.SelfAttention.q.weight", 2).get(0) / bias.get(1));
        config.put("d_ff", of.shape(first + "1.DenseReluDense.wi_0.weight", 2).get(0));
        config.put("num_layers", of.count("encoder.block."));
        config.put("num_heads", bias.get(1));
        config.put("relative_attention_num_buckets", bias.get(0));
        return config;
    }

    private Shape shape(String name, int dimensions) {
        return tensors.shape(name)
                .filter(shape -> shape.dimension() == dimensions && shape.size() > 0)
                .orElseThrow(() -> new UserError("weights " + origin + " lack the tensor '" + name + "' of "
                        + dimensions + " dimensions. Check that they are whole, and of this kind of network."));
    }

    private void divides(String what, long whole, int part) {
        if (whole % part != 0) {
            throw new UserError("weights " + origin + " have a " + what + " of " + whole + ", no multiple of the public"
                    + " networks' heads of " + part + ". Put the config.json that belongs to them beside them.");
        }
    }

    // blocks are numbered from 0
    private int count(String prefix) {
        return tensors.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).split("\\.", 2)[0])
                .filter(number -> number.matches("\\d{1,4}"))
                .mapToInt(number -> Integer.parseInt(number) + 1)
                .max()
                .orElse(0);
    }
}
