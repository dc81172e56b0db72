package io.flipside.train;

import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVaeConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code config.json} of networks in the fields of the public layouts (docs/models.md). */
final class NetworkConfigs {
    private NetworkConfigs() {}

    static Map<String, Object> of(WanTransformerConfig c) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", "WanTransformer3DModel");
        config.put("patch_size", c.patch());
        config.put("num_attention_heads", c.heads());
        config.put("attention_head_dim", c.headDim());
        config.put("in_channels", c.inChannels());
        config.put("out_channels", c.outChannels());
        config.put("text_dim", c.textDim());
        config.put("text_len", c.textLength());
        config.put("freq_dim", c.frequencyDim());
        config.put("ffn_dim", c.ffnDim());
        config.put("num_layers", c.layers());
        config.put("cross_attn_norm", true);
        config.put("qk_norm", "rms_norm_across_heads");
        config.put("eps", c.eps());
        config.put("image_dim", c.imageDim());
        config.put("added_kv_proj_dim", c.dim());
        config.put("rope_max_seq_len", 1024);
        return config;
    }

    static Map<String, Object> of(ClipVisionConfig c) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("hidden_size", c.width());
        config.put("intermediate_size", c.inner());
        config.put("num_hidden_layers", c.layers());
        config.put("num_attention_heads", c.heads());
        config.put("image_size", c.imageSize());
        config.put("patch_size", c.patchSize());
        config.put("hidden_act", "gelu");
        config.put("layer_norm_eps", c.eps());
        return config;
    }

    static Map<String, Object> of(WanVaeConfig c) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", "AutoencoderKLWan");
        config.put("base_dim", c.baseDim());
        config.put("z_dim", c.latentChannels());
        config.put("dim_mult", c.multipliers());
        config.put("num_res_blocks", c.residualBlocks());
        config.put("attn_scales", List.of());
        config.put("temperal_downsample", c.temporalDownsample());
        config.put("latents_mean", c.latentMean());
        config.put("latents_std", c.latentStd());
        return config;
    }
}
