package io.flipside.library;

import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.Umt5Config;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVaeConfig;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The dimensions of each network that people tell it by, from its configuration. */
final class FamilyDimensions {
    private FamilyDimensions() {}

    static Map<String, Long> transformer(Path folder) {
        WanTransformerConfig c = WanTransformerConfig.of(JsonConfig.read(folder));
        return of(
                "layers",
                c.layers(),
                "width",
                c.dim(),
                "heads",
                c.heads(),
                "inner width",
                c.ffnDim(),
                "channels",
                c.inChannels());
    }

    static Map<String, Long> vae(Path folder) {
        WanVaeConfig c = WanVaeConfig.of(JsonConfig.read(folder));
        return of("width", c.baseDim(), "levels", c.multipliers().size(), "latent channels", c.latentChannels());
    }

    static Map<String, Long> tower(Path folder) {
        ClipVisionConfig c = ClipVisionConfig.of(JsonConfig.read(folder));
        return of(
                "layers",
                c.layers(),
                "width",
                c.width(),
                "heads",
                c.heads(),
                "side",
                c.imageSize(),
                "tokens",
                c.tokens());
    }

    static Map<String, Long> textEncoder(Path folder) {
        Umt5Config c = Umt5Config.of(JsonConfig.read(folder));
        return of("layers", c.layers(), "width", c.dim(), "heads", c.heads(), "words", c.vocabulary());
    }

    static Map<String, Long> classifier(Path folder) {
        return ClassifierFolder.form(JsonConfig.read(folder))
                .map(form -> of("blocks", form.blocks(), "width", form.width(), "classes", form.classes()))
                .orElse(Map.of());
    }

    /** The rank is that of the first pair; layers may differ. */
    static Map<String, Long> adapter(Weights weights) {
        OptionalLong rank = weights.names().stream()
                .filter(name -> name.contains("lora_A") || name.contains("lora_down") || name.contains("lora.down"))
                .flatMap(name -> weights.shape(name).stream())
                .filter(shape -> shape.dimension() > 1)
                .mapToLong(FamilyDimensions::rows)
                .findFirst();
        Map<String, Long> dimensions = new LinkedHashMap<>();
        rank.ifPresent(value -> dimensions.put("rank", value));
        return dimensions;
    }

    /** Empty where no shape tells them: what does not fit is told by the loader's check. */
    static Map<String, Long> smallDecoder(Weights weights) {
        Map<String, Long> dimensions = new LinkedHashMap<>();
        weights.shape("decoder.1.weight")
                .filter(shape -> shape.dimension() > 1)
                .ifPresent(shape -> {
                    dimensions.put("width", shape.get(0));
                    dimensions.put("latent channels", shape.get(1));
                });
        return dimensions;
    }

    private static long rows(Shape shape) {
        return shape.get(0);
    }

    private static Map<String, Long> of(Object... namesAndNumbers) {
        Map<String, Long> dimensions = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            dimensions.put((String) namesAndNumbers[i], ((Integer) namesAndNumbers[i + 1]).longValue());
        }
        return dimensions;
    }
}
