package io.flipside.train;

import ai.djl.ndarray.NDArray;
import com.google.gson.Gson;
import io.flipside.UserError;
import io.flipside.generator.AdapterNames;
import io.flipside.tensor.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an adapter as PEFT saves one: {@code adapter_model.safetensors} in float32 beside {@code adapter_config.json}.
 * The configuration is in the file's metadata too, where diffusers writes it, so that the file is whole by itself.
 */
public final class AdapterFolder {
    /** The weights. */
    public static final String WEIGHTS = "adapter_model.safetensors";

    private static final String CONFIG = "adapter_config.json";

    private AdapterFolder() {}

    /**
     * Writes one.
     *
     * @param pairs by the layer's diffusers name and {@code .lora_A.weight} or {@code .lora_B.weight}
     * @param generator what it was trained for, for people
     * @return the file of weights
     */
    public static Path write(Path folder, Map<String, NDArray> pairs, LoraSettings lora, String generator) {
        Map<String, Object> config = config(lora, generator);
        Map<String, NDArray> named = new LinkedHashMap<>();
        pairs.forEach((name, array) -> named.put(AdapterNames.PEFT + name, array));
        Path file = folder.resolve(WEIGHTS);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
        SafetensorsWriter.write(file, named, Map.of("format", "pt", AdapterNames.METADATA, new Gson().toJson(config)));
        TinyModels.json(folder.resolve(CONFIG), config);
        return file;
    }

    // the fields of PEFT's LoraConfig that say something
    private static Map<String, Object> config(LoraSettings lora, String generator) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("peft_type", "LORA");
        config.put("base_model_name_or_path", generator);
        config.put("r", lora.rank());
        config.put("lora_alpha", lora.alpha());
        config.put("target_modules", List.copyOf(lora.targets()));
        config.put("lora_dropout", 0.0);
        config.put("bias", "none");
        config.put("fan_in_fan_out", false);
        config.put("init_lora_weights", true);
        config.put("inference_mode", true);
        config.put("use_rslora", false);
        config.put("use_dora", false);
        config.put("rank_pattern", Map.of());
        config.put("alpha_pattern", Map.of());
        return config;
    }
}
