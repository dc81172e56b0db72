package io.flipside.generator;

import java.util.List;

/** Tensors of public files that their networks do not read, and need not: they follow from the dimensions, or belong to parts that are never run. */
final class Harmless {
    private static final List<String> BUFFERS = List.of(
            "rope.freqs_cos", "rope.freqs_sin", "freqs_cos", "freqs_sin", "position_ids", "num_batches_tracked");
    private static final List<String> BESIDE_THE_TOWER = List.of(
            "post_layernorm.",
            "visual_projection.",
            "text_model.",
            "text_projection.",
            "logit_scale",
            "vision_model.post_layernorm.");

    private Harmless() {}

    /** A small autoencoder is published whole; its encoder is not used. */
    static boolean inSmallDecoder(String name) {
        return name.startsWith("encoder.");
    }

    static boolean inTransformer(String name) {
        return isBuffer(name);
    }

    static boolean inVae(String name) {
        return isBuffer(name);
    }

    /** The last block's output is not used (see {@link ClipVision}), nor anything behind it. */
    static boolean inTower(String name, int layers) {
        String bare = name.startsWith("vision_model.") ? name.substring("vision_model.".length()) : name;
        return isBuffer(name)
                || bare.startsWith("encoder.layers." + (layers - 1) + ".")
                || BESIDE_THE_TOWER.stream().anyMatch(bare::startsWith);
    }

    /** The table of words once more, and the tokenizer's own file, which ComfyUI keeps among the tensors. */
    static boolean inTextEncoder(String name) {
        return isBuffer(name) || name.equals(Umt5Names.TIED) || name.equals("spiece_model");
    }

    private static boolean isBuffer(String name) {
        return BUFFERS.stream().anyMatch(end -> name.equals(end) || name.endsWith("." + end));
    }
}
