package io.flipside.generator;

import io.flipside.tensor.RenamedTensors;
import io.flipside.tensor.SharedPrefix;
import io.flipside.tensor.TensorSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Original Wan tensor names and the diffusers names that our networks ask for (docs/models.md, 1.5). Which of the two a
 * file uses shows in the names present.
 */
public final class WanNames {
    private static final Map<String, String> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put("time_embedding.0", "condition_embedder.time_embedder.linear_1");
        MODULES.put("time_embedding.2", "condition_embedder.time_embedder.linear_2");
        MODULES.put("time_projection.1", "condition_embedder.time_proj");
        MODULES.put("text_embedding.0", "condition_embedder.text_embedder.linear_1");
        MODULES.put("text_embedding.2", "condition_embedder.text_embedder.linear_2");
        MODULES.put("img_emb.proj.0", "condition_embedder.image_embedder.norm1");
        MODULES.put("img_emb.proj.1", "condition_embedder.image_embedder.ff.net.0.proj");
        MODULES.put("img_emb.proj.3", "condition_embedder.image_embedder.ff.net.2");
        MODULES.put("img_emb.proj.4", "condition_embedder.image_embedder.norm2");
        MODULES.put("head.head", "proj_out");
        MODULES.put("head.modulation", "scale_shift_table");
        MODULES.put("patch_embedding", "patch_embedding");
    }

    private static final Map<String, String> IN_BLOCK = Map.ofEntries(
            Map.entry("modulation", "scale_shift_table"),
            Map.entry("norm3", "norm2"),
            Map.entry("ffn.0", "ffn.net.0.proj"),
            Map.entry("ffn.2", "ffn.net.2"),
            Map.entry("self_attn.q", "attn1.to_q"),
            Map.entry("self_attn.k", "attn1.to_k"),
            Map.entry("self_attn.v", "attn1.to_v"),
            Map.entry("self_attn.o", "attn1.to_out.0"),
            Map.entry("self_attn.norm_q", "attn1.norm_q"),
            Map.entry("self_attn.norm_k", "attn1.norm_k"),
            Map.entry("cross_attn.q", "attn2.to_q"),
            Map.entry("cross_attn.k", "attn2.to_k"),
            Map.entry("cross_attn.v", "attn2.to_v"),
            Map.entry("cross_attn.o", "attn2.to_out.0"),
            Map.entry("cross_attn.norm_q", "attn2.norm_q"),
            Map.entry("cross_attn.norm_k", "attn2.norm_k"),
            Map.entry("cross_attn.k_img", "attn2.add_k_proj"),
            Map.entry("cross_attn.v_img", "attn2.add_v_proj"),
            Map.entry("cross_attn.norm_k_img", "attn2.norm_added_k"));

    private WanNames() {}

    /**
     * The diffusers name of an original module of the transformer.
     *
     * @param module without {@code .weight} or {@code .bias}
     */
    public static Optional<String> transformerModule(String module) {
        if (module.startsWith("blocks.")) {
            int end = module.indexOf('.', "blocks.".length());
            return end < 0
                    ? Optional.empty()
                    : Optional.ofNullable(IN_BLOCK.get(module.substring(end + 1)))
                            .map(inside -> module.substring(0, end + 1) + inside);
        }
        return Optional.ofNullable(MODULES.get(module));
    }

    /** What the layers of a transformer with so many blocks are called, by its makers and here. */
    public static LayerNaming layers(int blocks) {
        Map<String, String> all = new LinkedHashMap<>(MODULES);
        for (int i = 0; i < blocks; i++) {
            String block = "blocks." + i + ".";
            IN_BLOCK.forEach((from, to) -> all.put(block + from, block + to));
        }
        return new LayerNaming(all, "modulation");
    }

    /** The transformer's tensors under diffusers names, whichever the file uses; unknown ones as they are. */
    public static TensorSource transformer(TensorSource file) {
        TensorSource source = SharedPrefix.without(file, List.of("patch_embedding.weight"));
        boolean original = source.names().stream().anyMatch(name -> name.endsWith("time_projection.1.weight"));
        return original
                ? RenamedTensors.of(source, name -> transformerTensor(name).or(() -> Optional.of(name)))
                : source;
    }

    /** The VAE's tensors under diffusers names, whichever the file uses; unknown ones as they are. */
    public static TensorSource vae(TensorSource file) {
        TensorSource source = SharedPrefix.without(file, List.of("decoder.conv_in.weight", "decoder.conv1.weight"));
        boolean original = source.names().stream().anyMatch(name -> name.endsWith("decoder.conv1.weight"));
        return original ? RenamedTensors.of(source, name -> Optional.of(vaeTensor(name))) : source;
    }

    /** The diffusers name of an original tensor of the VAE; the name itself if it has none. */
    public static String vaeTensor(String original) {
        return WanVaeNames.tensor(original).orElse(original);
    }

    /** The umT5 encoder's tensors under Hugging Face's names, whichever the file uses; unknown ones as they are. */
    public static TensorSource textEncoder(TensorSource file) {
        TensorSource source = SharedPrefix.without(file, List.of("shared.weight", "token_embedding.weight"));
        if (source.has("token_embedding.weight")) {
            return RenamedTensors.of(source, name -> Umt5Names.tensor(name).or(() -> Optional.of(name)));
        }
        boolean tied = !source.has("shared.weight") && source.has(Umt5Names.TIED);
        return tied
                ? RenamedTensors.of(source, name -> Optional.of(name.equals(Umt5Names.TIED) ? "shared.weight" : name))
                : source;
    }

    private static Optional<String> transformerTensor(String full) {
        String name = full.replaceFirst("^(model\\.)?diffusion_model\\.", "");
        if (name.endsWith("modulation")) {
            return transformerModule(name);
        }
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : transformerModule(name.substring(0, dot)).map(module -> module + name.substring(dot));
    }
}
