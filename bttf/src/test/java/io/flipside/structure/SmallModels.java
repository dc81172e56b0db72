package io.flipside.structure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.VideoSwin;
import io.flipside.classifier.VideoSwinConfig;
import io.flipside.generator.ClipVision;
import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.PromptEmbedding;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.method.Latent;
import io.flipside.method.SearchStateFile;
import io.flipside.search.AdamW;
import io.flipside.search.BttfState;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The smallest generator, adapter, classifier and search state there can be, on disk: a few kilobytes each. */
public final class SmallModels {
    public static final Shape CLIP = new Shape(1, 3, 3, 4, 4);
    private static final String TRANSFORMER =
            """
            {"patch_size": [1, 2, 2], "num_attention_heads": 1, "attention_head_dim": 6, "in_channels": 8,
             "out_channels": 2, "text_dim": 4, "text_len": 2, "freq_dim": 4, "ffn_dim": 4, "num_layers": 1,
             "image_dim": 4, "eps": 1e-6, "cross_attn_norm": true, "qk_norm": "rms_norm_across_heads"}""";
    private static final String VAE =
            """
            {"base_dim": 2, "z_dim": 2, "dim_mult": [1, 1], "num_res_blocks": 1, "temperal_downsample": [true],
             "latents_mean": [0, 0.5], "latents_std": [1, 2]}""";
    private static final String WAN_STRIDES =
            VAE.replace("[1, 1]", "[1, 1, 1, 1]").replace("[true]", "[false, true, true]");
    private static final String TOWER =
            """
            {"hidden_size": 4, "intermediate_size": 4, "num_hidden_layers": 2, "num_attention_heads": 2,
             "image_size": 4, "patch_size": 2, "hidden_act": "gelu", "layer_norm_eps": 1e-5}""";
    private static final String CLASSIFIER =
            """
            {"architecture": "video-swin", "patch_size": [2, 2, 2], "embed_dim": 2, "depths": [1, 1],
             "num_heads": [1, 2], "window_size": [2, 2, 2], "num_classes": 2, "classes": ["a", "b"],
             "sampling": {"frames": [0, 1]}, "mean": [1, 2, 3], "std": [4, 5, 6], "input": "normalised"}""";
    private static final String ADAPTER =
            """
            {"peft_type": "LORA", "r": 2, "lora_alpha": 4, "rank_pattern": {"to_k": 1}, "alpha_pattern": {"to_v": 3},
             "use_rslora": false, "use_dora": false, "init_lora_weights": true, "layer_replication": null}""";

    private SmallModels() {}

    public static Path generator(Path folder, NDManager manager) throws IOException {
        Parameters transformer = fresh(manager);
        new WanTransformer(transformer, WanTransformerConfig.of(JsonConfig.ofText("transformer", TRANSFORMER)));
        part(folder.resolve("transformer"), TRANSFORMER, transformer);
        Parameters vae = fresh(manager);
        new WanVae(vae, WanVaeConfig.of(JsonConfig.ofText("vae", VAE)));
        part(folder.resolve("vae"), VAE, vae);
        Parameters tower = fresh(manager);
        new ClipVision(tower, ClipVisionConfig.of(JsonConfig.ofText("tower", TOWER)));
        part(folder.resolve("image_encoder"), TOWER, tower);
        PromptEmbedding.write(folder.resolve("text.safetensors"), manager.ones(new Shape(1, 2, 4)), "a shape");
        Files.writeString(folder.resolve("generator.json"), "{\"frames\": 3, \"side\": 4, \"fps\": 8}");
        return folder;
    }

    /** The same generator with the strides of the Wan2.1 VAE, and clips that they fit. */
    public static Path wanStrides(Path generator, NDManager manager) throws IOException {
        Parameters vae = fresh(manager);
        new WanVae(vae, WanVaeConfig.of(JsonConfig.ofText("vae", WAN_STRIDES)));
        part(generator.resolve("vae"), WAN_STRIDES, vae);
        Files.writeString(generator.resolve("generator.json"), "{\"frames\": 5, \"side\": 16, \"fps\": 8}");
        return generator;
    }

    public static Path classifier(Path folder, NDManager manager) throws IOException {
        Parameters swin = fresh(manager);
        new VideoSwin(swin, VideoSwinConfig.of(JsonConfig.ofText("classifier", CLASSIFIER)));
        part(folder, CLASSIFIER, swin);
        return folder;
    }

    /** An adapter of every kind of part that one file may have together, with its configuration beside it. */
    public static Path adapter(Path folder, NDManager manager) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("adapter_model.safetensors");
        String block = "base_model.model.blocks.0.";
        SafetensorsWriter.write(
                file,
                Map.ofEntries(
                        Map.entry(block + "attn1.to_q.lora_A.weight", manager.ones(new Shape(2, 6))),
                        Map.entry(block + "attn1.to_q.lora_B.weight", manager.ones(new Shape(6, 2))),
                        Map.entry(block + "attn1.to_q.lora_B.bias", manager.ones(new Shape(6))),
                        Map.entry(block + "attn1.to_k.lora_A.weight", manager.ones(new Shape(1, 6))),
                        Map.entry(block + "attn1.to_k.lora_B.weight", manager.ones(new Shape(6, 1))),
                        Map.entry(block + "attn1.to_v.lora_A.weight", manager.ones(new Shape(3, 6))),
                        Map.entry(block + "attn1.to_v.lora_B.weight", manager.ones(new Shape(6, 3))),
                        Map.entry(block + "attn1.to_v.alpha", manager.create(2f)),
                        Map.entry(block + "attn1.norm_q.diff", manager.ones(new Shape(6))),
                        Map.entry(block + "attn2.to_q.diff_b", manager.ones(new Shape(6))),
                        Map.entry(block + "diff_m", manager.ones(new Shape(1, 6, 6)))),
                Map.of("format", "pt"));
        Files.writeString(folder.resolve("adapter_config.json"), ADAPTER);
        return file;
    }

    public static Path state(Path folder, NDManager manager) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("state.safetensors");
        Latent latent = Latent.noise(new Shape(1, 2, 2, 2, 2), 1);
        AdamW.State optimiser = new AdamW.State(latent, latent, latent, 3);
        SearchStateFile.save(file, new BttfState(1, 2, 0, optimiser, Optional.empty()).asState(), manager);
        return file;
    }

    private static Parameters fresh(NDManager manager) {
        return new Parameters(manager, new RandomTensors(5));
    }

    private static void part(Path folder, String config, Parameters weights) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), config);
        Map<String, NDArray> loaded = weights.loaded();
        SafetensorsWriter.write(folder.resolve("model.safetensors"), loaded, Map.of("format", "pt"));
    }
}
