package io.flipside.library;

import io.flipside.tensor.JsonConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The original Wan repository: a transformer in shards, the other networks as pickles that were converted beside it. */
final class OriginalLayout {
    private static final String TRANSFORMER = "diffusion_pytorch_model";

    private OriginalLayout() {}

    static boolean isConfig(JsonConfig config) {
        return config.text("_class_name", "").equals("WanModel")
                || config.has("model_type") && config.has("num_heads") && config.has("dim");
    }

    static ModelFolder of(Listing listing, JsonConfig config, GivenParts given) {
        WanFamily.refuseConfig(config);
        Unreadable.refuseUnfinished(listing);
        Map<PartKind, Part> parts = given.copy();
        List<Path> transformer = transformer(listing);
        parts.put(
                PartKind.TRANSFORMER,
                new Part(PartKind.TRANSFORMER, Optional.of(Path.of(config.origin())), transformer));
        List<Path> others = new ArrayList<>(listing.ending(WeightChoice.WEIGHTS));
        others.removeAll(transformer);
        others.removeIf(file -> String.valueOf(file.getFileName()).startsWith(TRANSFORMER));
        LooseFiles.addTo(parts, others, given);
        if (!parts.keySet().containsAll(List.of(PartKind.VAE, PartKind.IMAGE_ENCODER))) {
            refusePickles(listing, parts);
        }
        PipelineLayout.tokenizer(listing.folder().resolve("google/umt5-xxl"))
                .ifPresent(part -> parts.put(PartKind.TOKENIZER, part));
        return new ModelFolder.Generator(Layout.ORIGINAL, parts, List.of(), Optional.empty());
    }

    private static List<Path> transformer(Listing listing) {
        Path index = listing.folder().resolve(TRANSFORMER + WeightChoice.INDEX);
        Path single = listing.folder().resolve(TRANSFORMER + WeightChoice.WEIGHTS);
        if (listing.has(String.valueOf(index.getFileName()))) {
            return WeightChoice.of(index);
        } else if (listing.has(String.valueOf(single.getFileName()))) {
            return List.of(single);
        }
        return WeightChoice.in(listing.folder());
    }

    // of the pickles that are published beside the transformer, those that still lack their conversion
    private static void refusePickles(Listing listing, Map<PartKind, Part> parts) {
        List<Path> wanted = listing.ending(".pth").stream()
                .filter(file -> {
                    String name = String.valueOf(file.getFileName());
                    return name.contains("VAE") && !parts.containsKey(PartKind.VAE)
                            || name.contains("clip") && !parts.containsKey(PartKind.IMAGE_ENCODER);
                })
                .toList();
        Unreadable.refuse(new Listing(listing.folder(), wanted));
    }
}
