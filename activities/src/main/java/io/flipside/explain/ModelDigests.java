package io.flipside.explain;

import java.util.Map;
import java.util.Optional;

/**
 * What loaded models are made of: SHA-256 of every file that was read, by its path in the folder.
 *
 * @param classifier its files
 * @param generator its files
 * @param adapter the LoRA file
 */
public record ModelDigests(Map<String, String> classifier, Map<String, String> generator, Optional<String> adapter) {
    public ModelDigests {
        classifier = Map.copyOf(classifier);
        generator = Map.copyOf(generator);
    }
}
