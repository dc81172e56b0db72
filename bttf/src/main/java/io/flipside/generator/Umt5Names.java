package io.flipside.generator;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Original Wan names of the umT5 encoder's tensors, and Hugging Face's (docs/models.md). */
final class Umt5Names {
    /** The same table as {@code shared.weight}, which some files have under both names or under this one. */
    static final String TIED = "encoder.embed_tokens.weight";

    private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d{1,4})\\.(.+)");
    private static final Map<String, String> IN_BLOCK = Map.of(
            "norm1.weight", "0.layer_norm.weight",
            "attn.q.weight", "0.SelfAttention.q.weight",
            "attn.k.weight", "0.SelfAttention.k.weight",
            "attn.v.weight", "0.SelfAttention.v.weight",
            "attn.o.weight", "0.SelfAttention.o.weight",
            "pos_embedding.embedding.weight", "0.SelfAttention.relative_attention_bias.weight",
            "norm2.weight", "1.layer_norm.weight",
            "ffn.gate.0.weight", "1.DenseReluDense.wi_0.weight",
            "ffn.fc1.weight", "1.DenseReluDense.wi_1.weight",
            "ffn.fc2.weight", "1.DenseReluDense.wo.weight");

    private Umt5Names() {}

    static Optional<String> tensor(String original) {
        if (original.equals("token_embedding.weight")) {
            return Optional.of("shared.weight");
        } else if (original.equals("norm.weight")) {
            return Optional.of("encoder.final_layer_norm.weight");
        }
        Matcher block = BLOCK.matcher(original);
        return block.matches()
                ? Optional.ofNullable(IN_BLOCK.get(block.group(2)))
                        .map(inside -> "encoder.block." + block.group(1) + ".layer." + inside)
                : Optional.empty();
    }
}
