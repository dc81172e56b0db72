package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A LoRA adapter's tensors by the module they change (models.md 4). Key styles: diffusers and peft, original Wan (also as
 * DiffSynth and ComfyUI write them), musubi.
 *
 * @param path the file, for messages
 * @param weights its tensors
 * @param modules names of the tensors by diffusers module and part
 * @param scale alpha / r where the file itself stores no alpha
 */
record LoraAdapter(Path path, Weights weights, Map<String, Map<Part, String>> modules, double scale) {

    /** What a tensor is to its module. */
    enum Part {
        DOWN,
        UP,
        UP_BIAS,
        ALPHA,
        DIFF,
        DIFF_BIAS
    }

    private static final Map<String, Part> ENDINGS = Map.ofEntries(
            Map.entry(".lora_A.weight", Part.DOWN),
            Map.entry(".lora_A.default.weight", Part.DOWN),
            Map.entry(".lora_down.weight", Part.DOWN),
            Map.entry(".lora_B.weight", Part.UP),
            Map.entry(".lora_B.default.weight", Part.UP),
            Map.entry(".lora_up.weight", Part.UP),
            Map.entry(".lora_B.bias", Part.UP_BIAS),
            Map.entry(".alpha", Part.ALPHA),
            Map.entry(".diff", Part.DIFF),
            Map.entry(".diff_b", Part.DIFF_BIAS));
    private static final List<String> PREFIXES =
            List.of("base_model.model.", "model.diffusion_model.", "diffusion_model.", "transformer.", "lora_unet_");
    private static final int NAMED_IN_ERROR = 3;

    /**
     * Reads an adapter's names.
     *
     * @param resolve from a module as the adapter writes it, without prefix, to the diffusers module
     * @throws UserError naming the first keys that belong to no module
     */
    static LoraAdapter read(Path path, Function<String, Optional<String>> resolve) {
        Weights weights = Weights.open(path);
        Map<String, Map<Part, String>> modules = new TreeMap<>();
        List<String> unmatched = new ArrayList<>();
        for (String key : weights.names()) {
            Optional<String> ending =
                    ENDINGS.keySet().stream().filter(key::endsWith).findFirst();
            Optional<String> module =
                    ending.flatMap(end -> resolve.apply(bare(key.substring(0, key.length() - end.length()))));
            if (module.isPresent()) {
                modules.computeIfAbsent(module.get(), m -> new EnumMap<>(Part.class))
                        .put(ENDINGS.getOrDefault(ending.orElse(""), Part.DIFF), key);
            } else {
                unmatched.add(key);
            }
        }
        if (!unmatched.isEmpty() || modules.isEmpty()) {
            throw new UserError("adapter " + path + " does not fit this transformer: " + unmatched.size()
                    + " of its tensors belong to no layer, such as "
                    + String.join(", ", unmatched.subList(0, Math.min(NAMED_IN_ERROR, unmatched.size())))
                    + ". Use an adapter made for this model.");
        }
        return new LoraAdapter(path, weights, modules, configuredScale(path));
    }

    private static String bare(String module) {
        String rest = module;
        for (String prefix : PREFIXES) {
            rest = rest.startsWith(prefix) ? rest.substring(prefix.length()) : rest;
        }
        return rest;
    }

    private static double configuredScale(Path path) {
        Path config = path.resolveSibling("adapter_config.json");
        if (!Files.isRegularFile(config)) {
            return 1;
        }
        JsonConfig json = JsonConfig.read(config);
        return json.number("lora_alpha") / json.number("r");
    }
}
