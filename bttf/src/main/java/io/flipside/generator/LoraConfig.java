package io.flipside.generator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PEFT's configuration says of an adapter: the rank and the scale of each layer. It lies in
 * {@code adapter_config.json} beside the file, or in the file's own metadata, as diffusers writes it.
 *
 * @param origin for messages
 * @param rank of a layer without one of its own
 * @param alpha of a layer without one of its own
 * @param ranks of layers, by pattern
 * @param alphas of layers, by pattern
 * @param rankStabilised whether the scale is {@code alpha / sqrt(rank)} instead of {@code alpha / rank}
 * @param decomposed whether every layer has a magnitude (DoRA)
 */
record LoraConfig(
        String origin,
        int rank,
        double alpha,
        LayerPatterns ranks,
        LayerPatterns alphas,
        boolean rankStabilised,
        boolean decomposed) {
    /** Key of diffusers' configuration in the file's metadata. */
    static final String METADATA = "lora_adapter_metadata";

    private static final String RANK = "r";
    private static final List<String> UNKNOWN = List.of(
            "layer_replication",
            "target_parameters",
            "trainable_token_indices",
            "alora_invocation_tokens",
            "arrow_config",
            "use_qalora",
            "use_bdlora");
    // the others change the base's own weights, which an adapter alone does not hold
    private static final Set<String> INITIALISATIONS = Set.of("default", "gaussian", "eva", "orthogonal");
    private static final int MAX_RANK = 65_536;

    /** The configuration of an adapter, if there is one: the file's own before a neighbour's. */
    static Optional<LoraConfig> find(Path adapter, Weights weights, ReadFiles files) {
        String own = weights.metadata().get(METADATA);
        if (own != null) {
            return Optional.of(of(component(JsonConfig.ofText(adapter + " " + METADATA, own))));
        }
        Path beside = adapter.resolveSibling("adapter_config.json");
        return Files.isRegularFile(beside) ? Optional.of(of(files.config(beside))) : Optional.empty();
    }

    // diffusers puts the component's name before each field of a whole pipeline's configuration
    private static JsonConfig component(JsonConfig json) {
        if (json.has(RANK)) {
            return json;
        }
        List<String> prefixes = json.root().keySet().stream()
                .filter(key -> key.endsWith("." + RANK))
                .map(key -> key.substring(0, key.length() - RANK.length()))
                .toList();
        if (prefixes.size() != 1) {
            throw new UserError("config " + json.origin() + " must describe one network, with the field 'r' or"
                    + " 'transformer.r'; it describes " + prefixes.size() + ".");
        }
        JsonObject fields = new JsonObject();
        json.root().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefixes.get(0)))
                .forEach(entry ->
                        fields.add(entry.getKey().substring(prefixes.get(0).length()), entry.getValue()));
        return new JsonConfig(json.origin(), fields);
    }

    private static LoraConfig of(JsonConfig json) {
        String type = json.text("peft_type", "LORA");
        if (!type.equals("LORA")) {
            throw new UserError(
                    "config " + json.origin() + ": peft_type is '" + Printable.of(type) + "'. Only LORA adapters are"
                            + " known: merge this one into the weights with the library that made it.");
        }
        UNKNOWN.stream().filter(field -> says(json, field)).findFirst().ifPresent(field -> {
            throw new UserError("config " + json.origin() + ": " + field + " is not known. Merge this adapter into the"
                    + " weights with the library that made it.");
        });
        initialised(json);
        return new LoraConfig(
                json.origin(),
                json.integer(RANK, 1, MAX_RANK),
                json.number("lora_alpha"),
                new LayerPatterns(json.origin() + " rank_pattern", json.numbersByName("rank_pattern")),
                new LayerPatterns(json.origin() + " alpha_pattern", json.numbersByName("alpha_pattern")),
                json.flag("use_rslora", false),
                json.flag("use_dora", false));
    }

    private static boolean says(JsonConfig json, String field) {
        if (!json.has(field)) {
            return false;
        }
        JsonElement value = json.root().get(field);
        return !(value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean() && !value.getAsBoolean())
                && !(value.isJsonArray() && value.getAsJsonArray().isEmpty())
                && !(value.isJsonObject() && value.getAsJsonObject().isEmpty());
    }

    private static void initialised(JsonConfig json) {
        JsonElement value = json.root().get("init_lora_weights");
        boolean text = value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isString();
        if (text && !INITIALISATIONS.contains(value.getAsString())) {
            throw new UserError("config " + json.origin() + ": init_lora_weights is '"
                    + Printable.of(value.getAsString())
                    + "', which changes the base's weights. Save the adapter converted to plain LoRA.");
        }
    }

    /**
     * What a pair of a layer is multiplied with.
     *
     * @param layer its name as the adapter writes it, without prefix
     * @param stored rank that its tensors have
     * @throws UserError if the configuration has another rank for it
     */
    double scale(String layer, long stored) {
        double configured = ranks.of(layer).orElse((double) rank);
        if (configured != stored) {
            throw new UserError("config " + origin + " has rank " + (long) configured + " for the layer '" + layer
                    + "', but its tensors have " + stored + ". Give the configuration that belongs to this adapter.");
        }
        double layerAlpha = alphas.of(layer).orElse(alpha);
        return layerAlpha / (rankStabilised ? Math.sqrt(stored) : stored);
    }

    /** Values by layer: each key is a regular expression that the end of the layer's name must match, as in PEFT. */
    record LayerPatterns(String origin, Map<String, Double> values) {
        Optional<Double> of(String layer) {
            return values.entrySet().stream()
                    .filter(entry -> BoundedPattern.matches(origin, "(.*\\.)?(" + entry.getKey() + ")", layer))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
