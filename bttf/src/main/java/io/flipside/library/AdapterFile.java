package io.flipside.library;

import io.flipside.UserError;
import io.flipside.generator.AdapterNames;
import io.flipside.tensor.HeaderLimits;
import io.flipside.tensor.SafetensorsMetadata;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An adapter as one file: where PEFT's configuration lies beside the weights, it goes into their metadata. */
final class AdapterFile {
    private static final String CONFIG = "lora_adapter_metadata";
    private static final int MOST_CONFIG = 1_000_000;

    private AdapterFile() {}

    /** Writes the weights with the configuration in them; the tensors' bytes are the same. */
    static void join(Path weights, Path config, Path to) {
        try {
            byte[] json = Files.readAllBytes(config);
            if (json.length > MOST_CONFIG) {
                throw new UserError("config " + config + " has " + json.length + " bytes; at most " + MOST_CONFIG
                        + " are taken here.");
            }
            SafetensorsMetadata.add(weights, to, CONFIG, new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UserError("adapter " + weights + " cannot be copied: " + e.getMessage() + ".", e);
        }
    }

    /** Tensors that are no part of an adapter; whether the layers are a generator's shows when both are given. */
    static List<String> problems(Weights weights) {
        if (weights.names().size() > HeaderLimits.ADAPTER.tensors()) {
            return List.of("an adapter has at most " + HeaderLimits.ADAPTER.tensors() + " tensors; this one has "
                    + weights.names().size() + ".");
        }
        return weights.names().stream()
                .filter(name -> !AdapterNames.isPart(name))
                .map(name ->
                        "tensor '" + name + "' is no known part of a LoRA adapter (docs/guide.md). Merge the adapter"
                                + " into the weights with the library that made it.")
                .toList();
    }
}
