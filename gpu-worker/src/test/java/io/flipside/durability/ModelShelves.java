package io.flipside.durability;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.steps.ShippedModels;
import io.flipside.store.FileDamage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folders of models made from the shipped ones. */
final class ModelShelves {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelShelves() {}

    /** The settings of a service whose models are these. */
    static Map<String, String> with(Path shelf, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("flipside.models", shelf.toString());
        return all;
    }

    /** {@link #thumbnail} models as {@code tiny}, and others of nearly the same weights as {@code other}. */
    static Path two(Path folder) {
        thumbnail(folder);
        for (String kind : new String[] {"classifiers", "generators"}) {
            ShippedModels.copy(
                    folder.resolve(kind).resolve("tiny"), folder.resolve(kind).resolve("other"));
        }
        // a high bit of the fraction of the last weight
        FileDamage.flip(folder.resolve("classifiers/other/model.safetensors"), -1, 2);
        FileDamage.flip(folder.resolve("generators/other/text.safetensors"), -1, 2);
        return folder;
    }

    /**
     * The shipped models as {@code tiny}, for clips of half the side and half the frames: what is durable does not depend
     * on the size of an update, only the time that a test of it takes. Without limits of a domain, for at this size the
     * generator draws worse.
     */
    static Path thumbnail(Path folder) {
        ShippedModels.copyTo(folder);
        try {
            Files.delete(folder.resolve("generators/tiny/domain.json"));
            JSON.writeValue(
                    folder.resolve("generators/tiny/generator.json").toFile(),
                    Map.of("frames", 9, "fps", 8, "side", 32));
            Path config = folder.resolve("classifiers/tiny/config.json");
            ObjectNode classifier = (ObjectNode) JSON.readTree(config.toFile());
            classifier.withObject("/sampling").set("frames", JSON.valueToTree(List.of(1, 2, 3, 4, 5, 6, 7, 8)));
            JSON.writeValue(config.toFile(), classifier);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
