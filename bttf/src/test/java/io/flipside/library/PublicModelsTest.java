package io.flipside.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference: names and shapes of every tensor of the public I2V-14B, in files of their true size. */
class PublicModelsTest {
    private static final String TRANSFORMER =
            """
            {"_class_name": "WanTransformer3DModel", "added_kv_proj_dim": 5120, "attention_head_dim": 128,
             "cross_attn_norm": true, "eps": 1e-06, "ffn_dim": 13824, "freq_dim": 256, "image_dim": 1280,
             "in_channels": 36, "num_attention_heads": 40, "num_layers": 40, "out_channels": 16,
             "patch_size": [1, 2, 2], "pos_embed_seq_len": null, "qk_norm": "rms_norm_across_heads",
             "rope_max_seq_len": 1024, "text_dim": 4096}
            """;
    private static final String VAE =
            """
            {"_class_name": "AutoencoderKLWan", "base_dim": 96, "dim_mult": [1, 2, 4, 4], "num_res_blocks": 2,
             "temperal_downsample": [false, true, true], "z_dim": 16,
             "latents_mean": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
             "latents_std": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}
            """;
    private static final String TOWER =
            """
            {"hidden_act": "gelu", "hidden_size": 1280, "image_size": 224, "intermediate_size": 5120,
             "num_attention_heads": 16, "num_hidden_layers": 32, "patch_size": 14}
            """;
    private static final String ENCODER =
            """
            {"d_ff": 10240, "d_kv": 64, "d_model": 4096, "num_heads": 64, "num_layers": 24, "vocab_size": 256384,
             "feed_forward_proj": "gated-gelu"}
            """;

    @TempDir
    Path folder;

    @Test
    void everyTensorOfTheDiffusersFolderFits() throws IOException {
        Path wan = folder.resolve("wan");
        Files.createDirectories(wan);
        Files.writeString(wan.resolve("model_index.json"), "{\"_class_name\": \"WanImageToVideoPipeline\"}");
        SparseFiles.shards(
                part(wan, "transformer", TRANSFORMER),
                "diffusion_pytorch_model",
                14,
                SparseFiles.manifest("wan_i2v_diffusers"));
        SparseFiles.write(
                part(wan, "vae", VAE).resolve("diffusion_pytorch_model.safetensors"),
                SparseFiles.manifest("wan_vae_diffusers"));
        SparseFiles.write(part(wan, "image_encoder", TOWER).resolve("model.safetensors"), tower());
        SparseFiles.shards(part(wan, "text_encoder", ENCODER), "model", 3, SparseFiles.manifest("umt5_hf"));

        EntryDraft draft = draft(wan);

        assertThat(draft.problems()).isEmpty();
        assertThat(draft.missing()).containsExactly(PartKind.TEXT, PartKind.TOKENIZER);
        assertThat(draft.entry().parts().get(0).tensors()).isEqualTo(1303);
        assertThat(draft.entry().parts().get(0).bytes()).isGreaterThan(2 * 16_394_878_784L);
    }

    @Test
    void everyTensorOfTheOriginalRepositoryFits() throws IOException {
        Path wan = folder.resolve("wan");
        SparseFiles.shards(
                Files.createDirectories(wan), "diffusion_pytorch_model", 7, SparseFiles.manifest("wan_i2v_original"));
        Files.writeString(
                wan.resolve("config.json"),
                """
                {"_class_name": "WanModel", "_diffusers_version": "0.30.0", "dim": 5120, "eps": 1e-06,
                 "ffn_dim": 13824, "freq_dim": 256, "in_dim": 36, "model_type": "i2v", "num_heads": 40,
                 "num_layers": 40, "out_dim": 16, "text_len": 512}
                """);
        SparseFiles.write(wan.resolve("Wan2.1_VAE.safetensors"), SparseFiles.manifest("wan_vae_original"));
        SparseFiles.write(wan.resolve("clip.safetensors"), tower());

        assertThat(draft(wan).problems()).isEmpty();
    }

    @Test
    void everyTensorOfSingleFilesFits() throws IOException {
        Path wan = folder.resolve("wan");
        Map<String, long[]> transformer = new LinkedHashMap<>();
        SparseFiles.manifest("wan_i2v_original")
                .forEach((name, shape) -> transformer.put("model.diffusion_model." + name, shape));
        SparseFiles.write(wan.resolve("diffusion_models/wan2.1_i2v_480p_14B_bf16.safetensors"), transformer);
        SparseFiles.write(wan.resolve("vae/wan_2.1_vae.safetensors"), SparseFiles.manifest("wan_vae_original"));
        SparseFiles.write(wan.resolve("clip_vision/clip_vision_h.safetensors"), tower());
        SparseFiles.write(wan.resolve("text_encoders/umt5_xxl_bf16.safetensors"), SparseFiles.manifest("umt5_hf"));

        EntryDraft draft = draft(wan);

        assertThat(draft.problems()).isEmpty();
        assertThat(draft.entry().parts().get(0).dimensions())
                .containsEntry("layers", 40L)
                .containsEntry("heads", 40L)
                .containsEntry("inner width", 13824L);
        assertThat(draft.entry().parts().get(2).dimensions())
                .containsEntry("heads", 16L)
                .containsEntry("side", 224L);
    }

    // the list has the names of the newest transformers, without the prefix that published files have
    private static Map<String, long[]> tower() throws IOException {
        Map<String, long[]> named = new LinkedHashMap<>();
        SparseFiles.manifest("clip_vith14_hf").forEach((name, shape) -> named.put("vision_model." + name, shape));
        return named;
    }

    private static Path part(Path folder, String name, String config) throws IOException {
        Path part = Files.createDirectories(folder.resolve(name));
        Files.writeString(part.resolve("config.json"), config);
        return part;
    }

    private EntryDraft draft(Path source) {
        return new Library(folder.resolve("library"))
                .draft(new AddRequest("wan", source, GivenParts.NONE, Optional.empty()), draft -> draft);
    }
}
