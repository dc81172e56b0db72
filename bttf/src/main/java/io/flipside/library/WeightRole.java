package io.flipside.library;

import io.flipside.generator.AdapterNames;
import io.flipside.tensor.SafetensorsFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which network a file's tensors are of, by their names. */
enum WeightRole {
    /** Its names are told by their ends: {@link AdapterNames}. */
    ADAPTER(),
    TRANSFORMER("blocks.0.self_attn.q.weight", "blocks.0.attn1.to_q.weight", "blocks.0.self_attn.q.scale_weight"),
    SMALL_DECODER("decoder.3.conv.0.weight"),
    VAE("decoder.conv1.weight", "decoder.conv_in.weight"),
    OPEN_CLIP("visual.cls_embedding"),
    IMAGE_ENCODER("embeddings.class_embedding"),
    TEXT_ENCODER("shared.weight", "token_embedding.weight", "encoder.embed_tokens.weight"),
    TEXT("prompt_embeds"),
    CLASSIFIER("patch_embed.proj.weight");

    private final List<String> signs;

    WeightRole(String... signs) {
        this.signs = List.of(signs);
    }

    /** The role of tensors with these names, if it is a known one. */
    static Optional<WeightRole> of(Set<String> names) {
        return Arrays.stream(values()).filter(role -> role.fits(names)).findFirst();
    }

    /** Of a safetensors file, from its header. */
    static Optional<WeightRole> of(Path file) {
        return of(SafetensorsFile.open(file).header().tensors().keySet());
    }

    private boolean fits(Set<String> names) {
        return names.stream()
                .anyMatch(name -> this == ADAPTER
                        ? AdapterNames.isPart(name)
                        : signs.stream().anyMatch(name::endsWith));
    }
}
