package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.generator.LoraPart.Named;
import io.flipside.tensor.HeaderLimits;
import io.flipside.tensor.Printable;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A LoRA adapter by the layers it changes (docs/models.md). Key styles: the base's own and its makers', with the prefixes of
 * peft, diffusers, DiffSynth, ComfyUI and musubi. Everything is checked from headers, before any tensor exists: every tensor belongs to a
 * layer, every layer is whole and fits.
 *
 * @param path the file, for messages
 * @param weights its tensors
 * @param layers by the name of the base's tensor without {@code .weight}
 */
record LoraAdapter(Path path, Weights weights, Map<String, LoraLayer> layers) {
    private static final String PEFT = AdapterNames.PEFT;
    private static final List<String> PREFIXES = List.of(
            PEFT,
            "model.diffusion_model.",
            "diffusion_model.",
            "transformer.",
            "pipe.dit.",
            "dit.",
            "module.",
            "model.",
            "_orig_mod.",
            "lora_unet_",
            "lora_transformer_");
    private static final int NAMED_IN_ERROR = 3;

    /**
     * Reads and checks an adapter.
     *
     * @param base the transformer under the names that {@code naming} gives
     * @param naming of its layers
     * @throws UserError naming the first keys that belong to no layer, or the layer that is not whole or does not fit
     */
    static LoraAdapter read(TensorSource base, Path path, LayerNaming naming, ReadFiles files) {
        Weights weights = files.weights(path, HeaderLimits.ADAPTER);
        Optional<LoraConfig> config = LoraConfig.find(path, weights, files);
        Map<String, String> modules = modules(base, naming);
        Map<String, Map<LoraPart, String>> parts = new TreeMap<>();
        Map<String, String> written = new HashMap<>();
        List<String> unmatched = new ArrayList<>();
        boolean peft = false;
        for (String key : weights.names()) {
            Optional<Named> named = LoraPart.of(key);
            String bare = named.map(n -> bare(n.module())).orElse("");
            Optional<String> module = named.flatMap(n -> module(modules, n, bare, naming.modulation()));
            if (named.isEmpty() || module.isEmpty()) {
                unmatched.add(key);
                continue;
            }
            peft |= key.startsWith(PEFT);
            written.put(module.get(), bare);
            String other = parts.computeIfAbsent(module.get(), m -> new EnumMap<>(LoraPart.class))
                    .put(named.get().part(), key);
            if (other != null) {
                throw new UserError("adapter " + path + ": tensors '" + Printable.of(other) + "' and '"
                        + Printable.of(key) + "' are the same part of the same layer. Get the file again.");
            }
        }
        refuse(path, unmatched, parts.isEmpty());
        LoraRules rules = new LoraRules(path, weights, base, config, peft);
        Map<String, LoraLayer> layers = new TreeMap<>();
        parts.forEach((module, names) ->
                layers.put(module, rules.layer(module, written.getOrDefault(module, module), names)));
        return new LoraAdapter(path, weights, layers);
    }

    // every name that a layer may have in an adapter, with the base's own
    private static Map<String, String> modules(TensorSource base, LayerNaming naming) {
        Map<String, String> modules = new HashMap<>();
        naming.modules().forEach((original, module) -> {
            if (base.has(module) || base.has(module + ".weight")) {
                for (String name : List.of(original, module)) {
                    modules.put(name, module);
                    modules.put(name.replace('.', '_'), module);
                }
            }
        });
        return modules;
    }

    private static Optional<String> module(Map<String, String> modules, Named named, String bare, String modulation) {
        return named.part() == LoraPart.DIFF_MODULATION
                ? Optional.ofNullable(modules.get(bare + "." + modulation))
                        .or(() -> Optional.ofNullable(modules.get(bare + "_" + modulation)))
                : Optional.ofNullable(modules.get(bare));
    }

    private static void refuse(Path path, List<String> unmatched, boolean empty) {
        if (!unmatched.isEmpty() || empty) {
            String shown = unmatched.isEmpty()
                    ? "it is empty"
                    : "such as "
                            + String.join(
                                    ", ",
                                    unmatched.subList(0, Math.min(NAMED_IN_ERROR, unmatched.size())).stream()
                                            .map(Printable::of)
                                            .toList());
            throw new UserError("adapter " + path + " does not fit this transformer: " + unmatched.size()
                    + " of its tensors belong to no layer, or are of no known kind (LoRA pairs, alpha, DoRA magnitudes,"
                    + " .diff, .diff_b, .diff_m), " + shown + ". Use an adapter made for this model, or merge it into"
                    + " the weights with the library that made it.");
        }
    }

    private static String bare(String module) {
        for (String prefix : PREFIXES) {
            if (module.startsWith(prefix)) {
                return bare(module.substring(prefix.length()));
            }
        }
        return module;
    }
}
