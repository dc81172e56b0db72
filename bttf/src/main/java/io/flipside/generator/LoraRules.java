package io.flipside.generator;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Printable;
import io.flipside.tensor.TensorInfo;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What makes a layer of an adapter whole: the parts that need each other, their types and shapes, and a scale that is
 * known.
 *
 * @param path of the adapter, for messages
 * @param adapter its headers
 * @param base the transformer's headers
 * @param config what PEFT says of the adapter, if there is such a configuration
 * @param peft whether the adapter has PEFT's names, which say nothing without a configuration
 */
record LoraRules(Path path, Weights adapter, TensorSource base, Optional<LoraConfig> config, boolean peft) {
    private static final Set<LoraPart> OF_A_PAIR = Set.of(LoraPart.UP_BIAS, LoraPart.ALPHA, LoraPart.MAGNITUDE);

    /**
     * A checked layer.
     *
     * @param module its name in the base
     * @param written its name in the adapter, without prefix
     * @throws UserError naming the layer or the tensor that breaks a rule
     */
    LoraLayer layer(String module, String written, Map<LoraPart, String> parts) {
        boolean down = parts.containsKey(LoraPart.DOWN);
        boolean up = parts.containsKey(LoraPart.UP);
        if (down != up) {
            throw broken(
                    module, "has only " + (down ? "the down" : "the up") + " half of its pair. Get the file again");
        }
        for (LoraPart part : OF_A_PAIR) {
            if (!down && parts.containsKey(part)) {
                throw broken(module, "has '" + Printable.of(parts.get(part)) + "' without a pair. Get the file again");
            }
        }
        Shape weight = base.shape(module + ".weight")
                .or(() -> base.shape(module))
                .orElseThrow(() -> broken(module, "has no weight in this transformer"));
        fits(parts.get(LoraPart.DIFF), weight, module);
        fits(parts.get(LoraPart.DIFF_MODULATION), weight, module);
        biasFits(parts.get(LoraPart.DIFF_BIAS), module);
        if (!down) {
            return new LoraLayer(parts, 1);
        }
        long rank = pair(parts, weight, module);
        biasFits(parts.get(LoraPart.UP_BIAS), module);
        magnitude(parts, weight, module);
        return new LoraLayer(parts, scale(written, parts, rank, module));
    }

    /** The rank of a pair that fits; a convolution's pair is one of its kernel and one of single points. */
    private long pair(Map<LoraPart, String> parts, Shape weight, String module) {
        TensorInfo down = parameter(parts.get(LoraPart.DOWN));
        TensorInfo up = parameter(parts.get(LoraPart.UP));
        Shape d = down.shape();
        Shape u = up.shape();
        boolean fits = weight.dimension() >= 2
                && d.dimension() == weight.dimension()
                && u.dimension() == weight.dimension()
                && d.size() > 0
                && u.get(0) == weight.get(0)
                && u.get(1) == d.get(0)
                && u.size() == u.get(0) * u.get(1);
        for (int i = 1; fits && i < weight.dimension(); i++) {
            fits = d.get(i) == weight.get(i);
        }
        if (!fits) {
            throw new UserError("adapter " + path + ": tensors '" + Printable.of(down.name()) + "' " + d + " and '"
                    + Printable.of(up.name()) + "' " + u + " do not fit '" + module + ".weight' " + weight
                    + ". Use an adapter made for this model.");
        }
        return d.get(0);
    }

    private void magnitude(Map<LoraPart, String> parts, Shape weight, String module) {
        String magnitude = parts.get(LoraPart.MAGNITUDE);
        if (magnitude == null) {
            if (config.filter(LoraConfig::decomposed).isPresent()) {
                throw broken(
                        module,
                        "has no magnitude, although use_dora says that every layer has one. Save the"
                                + " adapter again, or merge it into the weights with the library that made it");
            }
            return;
        }
        if (config.filter(c -> !c.decomposed()).isPresent()) {
            throw broken(
                    module,
                    "has a magnitude, although use_dora is false. Give the configuration that belongs to"
                            + " this adapter");
        }
        TensorInfo info = parameter(magnitude);
        Shape shape = info.shape();
        boolean rows = weight.dimension() == 2
                && shape.size() == weight.get(0)
                && shape.dimension() >= 1
                && shape.get(0) == weight.get(0);
        if (!rows || parts.containsKey(LoraPart.UP_BIAS)) {
            throw new UserError("adapter " + path + ": tensor '" + Printable.of(magnitude) + "' " + shape
                    + " does not fit '" + module + ".weight' " + weight
                    + ": one magnitude for each row is known, without"
                    + " a bias of the pair. Merge this adapter into the weights with the library that made it.");
        }
    }

    private double scale(String written, Map<LoraPart, String> parts, long rank, String module) {
        String alpha = parts.get(LoraPart.ALPHA);
        double scale;
        if (alpha != null) {
            scale = adapter.scalar(alpha) / rank;
        } else if (config.isPresent()) {
            scale = config.get().scale(written, rank);
        } else if (peft) {
            throw new UserError("adapter " + path + " has PEFT's names but no configuration: its scale, lora_alpha / r,"
                    + " is not known. Put adapter_config.json beside it, or write that into the file's metadata as '"
                    + LoraConfig.METADATA + "' (docs/guide.md says how).");
        } else {
            // diffusers and ComfyUI read a pair without alpha as already scaled
            scale = 1;
        }
        if (!Float.isFinite((float) scale)) {
            throw broken(module, "has the scale " + scale + ". Get the file again");
        }
        return scale;
    }

    private void fits(@org.jspecify.annotations.Nullable String change, Shape shape, String module) {
        if (change != null) {
            Shape stored = parameter(change).shape();
            if (!stored.equals(shape)) {
                throw new UserError("adapter " + path + ": tensor '" + Printable.of(change) + "' " + stored
                        + " does not fit '" + module + "' " + shape + ". Use an adapter made for this model.");
            }
        }
    }

    private void biasFits(@org.jspecify.annotations.Nullable String change, String module) {
        if (change != null) {
            Shape bias = base.shape(module + ".bias")
                    .orElseThrow(() -> broken(module, "has no bias that '" + Printable.of(change) + "' could change"));
            fits(change, bias, module + ".bias");
        }
    }

    private TensorInfo parameter(@org.jspecify.annotations.Nullable String name) {
        TensorInfo info = Optional.ofNullable(name)
                .flatMap(adapter::info)
                .orElseThrow(() -> new UserError("adapter " + path + " lacks a tensor that it names."));
        if (!info.type().isParameter()) {
            throw new UserError("adapter " + path + ": tensor '" + Printable.of(info.name()) + "' is stored as "
                    + info.type().described()
                    + ", which is no type of a network's weights. Convert it to float32, float16 or bfloat16.");
        }
        return info;
    }

    private UserError broken(String module, String why) {
        return new UserError("adapter " + path + ": layer '" + module + "' " + why + ".");
    }
}
