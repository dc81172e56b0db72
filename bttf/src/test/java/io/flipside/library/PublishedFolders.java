package io.flipside.library;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import io.flipside.generator.ClipVision;
import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.PromptEmbedding;
import io.flipside.generator.Umt5Config;
import io.flipside.generator.Umt5Encoder;
import io.flipside.generator.WanNames;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.SafetensorsWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A small Wan2.1 image-to-video model with random weights, in each of the layouts that models are published in. */
final class PublishedFolders {
    static final String TRANSFORMER =
            """
            {"_class_name": "WanTransformer3DModel", "added_kv_proj_dim": 128, "attention_head_dim": 128,
             "cross_attn_norm": true, "eps": 1e-06, "ffn_dim": 32, "freq_dim": 16, "image_dim": 80, "in_channels": 36,
             "num_attention_heads": 1, "num_layers": 2, "out_channels": 16, "patch_size": [1, 2, 2],
             "pos_embed_seq_len": null, "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 1024, "text_dim": 8}
            """;
    private static final String ORIGINAL =
            """
            {"_class_name": "WanModel", "_diffusers_version": "0.30.0", "dim": 128, "eps": 1e-06, "ffn_dim": 32,
             "freq_dim": 16, "in_dim": 36, "model_type": "i2v", "num_heads": 1, "num_layers": 2, "out_dim": 16,
             "text_len": 512}
            """;
    private static final String VAE =
            """
            {"_class_name": "AutoencoderKLWan", "attn_scales": [], "base_dim": 4, "dim_mult": [1, 2, 4, 4],
             "dropout": 0.0, "num_res_blocks": 2, "temperal_downsample": [false, true, true], "z_dim": 16,
             "latents_mean": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
             "latents_std": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}
            """;
    static final String TOWER =
            """
            {"architectures": ["CLIPVisionModelWithProjection"], "hidden_act": "gelu", "hidden_size": 80,
             "image_size": 28, "intermediate_size": 32, "num_attention_heads": 1, "num_hidden_layers": %d,
             "patch_size": 14}
            """;
    private static final String ENCODER =
            """
            {"architectures": ["UMT5EncoderModel"], "d_ff": 16, "d_kv": 4, "d_model": 8, "num_heads": 2,
             "num_layers": 2, "vocab_size": 32, "feed_forward_proj": "gated-gelu"}
            """;
    private static final String TOKENIZER =
            """
            {"version": "1.0", "truncation": null, "padding": null,
             "added_tokens": [{"id": 1, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false,
                               "normalized": false, "special": true}],
             "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
             "post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}},
               {"SpecialToken": {"id": "</s>", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}],
               "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
             "decoder": null,
             "model": {"type": "WordLevel", "unk_token": "<unk>", "vocab": {"<unk>": 2, "</s>": 1, "This": 5, "is": 6,
               "a": 7, "synthetic": 8, "video": 9, "circle": 10}}}
            """;

    private final NDManager manager;

    PublishedFolders(NDManager manager) {
        this.manager = manager;
    }

    /** A diffusers folder with a transformer in two shards, an encoder and a tokenizer. */
    Path diffusers(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("model_index.json"),
                """
                {"_class_name": "WanImageToVideoPipeline", "_diffusers_version": "0.33.0",
                 "image_encoder": ["transformers", "CLIPVisionModelWithProjection"],
                 "transformer": ["diffusers", "WanTransformer3DModel"], "transformer_2": [null, null],
                 "vae": ["diffusers", "AutoencoderKLWan"]}
                """);
        Files.createDirectories(folder.resolve("scheduler"));
        Files.writeString(
                folder.resolve("scheduler/scheduler_config.json"),
                "{\"_class_name\": \"UniPCMultistepScheduler\", \"flow_shift\": 5.0}");
        Path transformer = part(folder, "transformer", TRANSFORMER);
        shards(transformer, "diffusion_pytorch_model", transformer());
        write(part(folder, "vae", VAE).resolve("diffusion_pytorch_model.safetensors"), vae());
        write(
                part(folder, "image_encoder", TOWER.formatted(2)).resolve("model.safetensors"),
                behind("vision_model.", tower()));
        shards(part(folder, "text_encoder", ENCODER), "model", encoder());
        tokenizer(folder.resolve("tokenizer"));
        return folder;
    }

    /** The original repository, its pickles converted. */
    Path original(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), ORIGINAL);
        shards(folder, "diffusion_pytorch_model", originalTransformer());
        write(folder.resolve("Wan2.1_VAE.safetensors"), originalVae());
        write(folder.resolve("models_clip_open-clip-xlm-roberta-large-vit-huge-14.safetensors"), originalTower());
        write(folder.resolve("models_t5_umt5-xxl-enc-bf16.safetensors"), originalEncoder());
        tokenizer(folder.resolve("google/umt5-xxl"));
        return folder;
    }

    /** Single files as ComfyUI keeps them. */
    Path singleFiles(Path folder) throws IOException {
        write(made(folder, "diffusion_models/wan2.1_i2v_480p_14B_fp16.safetensors"), originalTransformer());
        write(made(folder, "vae/wan_2.1_vae.safetensors"), originalVae());
        write(made(folder, "clip_vision/clip_vision_h.safetensors"), behind("vision_model.", tower()));
        write(made(folder, "text_encoders/umt5_xxl_fp16.safetensors"), encoder());
        return folder;
    }

    /** The prompt's tokens, as another program made them. */
    Path text(Path file) {
        PromptEmbedding.write(file, manager.ones(new Shape(1, 512, 8)), "a circle");
        return file;
    }

    Map<String, NDArray> transformer() {
        return random(p -> new WanTransformer(p, WanTransformerConfig.of(json(TRANSFORMER))));
    }

    Map<String, NDArray> originalTransformer() {
        Map<String, String> names = new HashMap<>();
        WanNames.layers(2).modules().forEach((original, ours) -> names.put(ours, original));
        Map<String, NDArray> renamed = new TreeMap<>();
        transformer().forEach((name, array) -> {
            int dot = name.lastIndexOf('.');
            String original = names.containsKey(name)
                    ? names.get(name)
                    : Objects.requireNonNull(names.get(name.substring(0, dot)), name) + name.substring(dot);
            renamed.put(original, array);
        });
        return renamed;
    }

    Map<String, NDArray> vae() {
        return random(p -> new WanVae(p, WanVaeConfig.of(json(VAE))));
    }

    /** Under the names of the public VAE, which {@link WanNames} maps to ours one by one. */
    Map<String, NDArray> originalVae() throws IOException {
        Map<String, NDArray> vae = vae();
        Map<String, NDArray> renamed = new TreeMap<>();
        for (String original : manifest("wan_vae_original")) {
            renamed.put(original, Objects.requireNonNull(vae.get(WanNames.vaeTensor(original)), original));
        }
        return renamed;
    }

    /** One block more than is run, as public files have. */
    Map<String, NDArray> tower() {
        Map<String, NDArray> bare = new TreeMap<>();
        random(p -> new ClipVision(p, ClipVisionConfig.of(json(TOWER.formatted(3)))))
                .forEach((name, array) -> bare.put(name.replaceFirst("^vision_model\\.", ""), array));
        return bare;
    }

    /** Queries, keys and values in one, the text half beside it. */
    Map<String, NDArray> originalTower() {
        Map<String, NDArray> tower = tower();
        Map<String, NDArray> renamed = new TreeMap<>();
        tower.forEach((name, array) -> {
            if (name.contains(".q_proj.")) {
                NDArray keys = Objects.requireNonNull(tower.get(name.replace(".q_proj.", ".k_proj.")));
                NDArray values = Objects.requireNonNull(tower.get(name.replace(".q_proj.", ".v_proj.")));
                renamed.put(
                        visual(name.replace("self_attn.q_proj", "attn.to_qkv")),
                        NDArrays.concat(new NDList(array, keys, values)));
            } else if (!name.contains(".k_proj.") && !name.contains(".v_proj.")) {
                boolean flat = name.startsWith("embeddings.class") || name.startsWith("embeddings.position");
                renamed.put(visual(name), flat ? array.reshape(new Shape(1, array.size() / 80, 80)) : array);
            }
        });
        renamed.put("visual.post_norm.weight", manager.ones(new Shape(80)));
        renamed.put("textual.head.weight", manager.ones(new Shape(2)));
        renamed.put("log_scale", manager.ones(new Shape(1)));
        return renamed;
    }

    private static String visual(String name) {
        return "visual."
                + name.replace("embeddings.class_embedding", "cls_embedding")
                        .replace("embeddings.position_embedding.weight", "pos_embedding")
                        .replace("embeddings.patch_embedding", "patch_embedding")
                        .replace("pre_layrnorm", "pre_norm")
                        .replace("encoder.layers.", "transformer.")
                        .replace("layer_norm", "norm")
                        .replace("self_attn.out_proj", "attn.proj")
                        .replace("mlp.fc1", "mlp.0")
                        .replace("mlp.fc2", "mlp.2");
    }

    Map<String, NDArray> encoder() {
        return random(p -> new Umt5Encoder(p, Umt5Config.of(json(ENCODER))));
    }

    Map<String, NDArray> originalEncoder() {
        Map<String, NDArray> renamed = new TreeMap<>();
        encoder()
                .forEach((name, array) -> renamed.put(
                        name.replace("shared.weight", "token_embedding.weight")
                                .replace("encoder.final_layer_norm", "norm")
                                .replace("encoder.block.", "blocks.")
                                .replace("layer.0.layer_norm", "norm1")
                                .replace("layer.1.layer_norm", "norm2")
                                .replace("layer.0.SelfAttention.relative_attention_bias", "pos_embedding.embedding")
                                .replace("layer.0.SelfAttention", "attn")
                                .replace("layer.1.DenseReluDense.wi_0", "ffn.gate.0")
                                .replace("layer.1.DenseReluDense.wi_1", "ffn.fc1")
                                .replace("layer.1.DenseReluDense.wo", "ffn.fc2"),
                        array));
        return renamed;
    }

    void write(Path file, Map<String, NDArray> tensors) {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> half = new TreeMap<>();
            tensors.forEach((name, array) -> {
                NDArray rounded = array.toType(DataType.FLOAT16, true);
                rounded.attach(scope);
                half.put(name, rounded);
            });
            SafetensorsWriter.write(file, half, Map.of("format", "pt"));
        }
    }

    /** Two shards with their index. */
    void shards(Path folder, String name, Map<String, NDArray> tensors) throws IOException {
        List<Map<String, NDArray>> shards = List.of(new TreeMap<>(), new TreeMap<>());
        JsonObject map = new JsonObject();
        int i = 0;
        for (Map.Entry<String, NDArray> entry : new TreeMap<>(tensors).entrySet()) {
            int shard = 2 * i++ / tensors.size();
            shards.get(shard).put(entry.getKey(), entry.getValue());
            map.addProperty(entry.getKey(), shard(name, shard));
        }
        for (int shard = 0; shard < 2; shard++) {
            write(folder.resolve(shard(name, shard)), shards.get(shard));
        }
        JsonObject index = new JsonObject();
        index.add("metadata", new JsonObject());
        index.add("weight_map", map);
        Files.writeString(folder.resolve(name + ".safetensors.index.json"), index.toString());
    }

    static String shard(String name, int shard) {
        return name + "-0000" + (shard + 1) + "-of-00002.safetensors";
    }

    private Map<String, NDArray> random(Consumer<Parameters> network) {
        Parameters parameters = new Parameters(manager, new RandomTensors(7));
        network.accept(parameters);
        return parameters.loaded();
    }

    private static Map<String, NDArray> behind(String prefix, Map<String, NDArray> tensors) {
        Map<String, NDArray> renamed = new TreeMap<>();
        tensors.forEach((name, array) -> renamed.put(prefix + name, array));
        return renamed;
    }

    private static Path part(Path folder, String name, String config) throws IOException {
        Path part = Files.createDirectories(folder.resolve(name));
        Files.writeString(part.resolve("config.json"), config);
        return part;
    }

    private static void tokenizer(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
    }

    private static Path made(Path folder, String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return path;
    }

    private static JsonConfig json(String text) {
        return JsonConfig.ofText("test", text);
    }

    static List<String> manifest(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PublishedFolders.class.getResourceAsStream("/manifests/" + name + ".txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t", 2)[0])
                    .toList();
        }
    }
}
