package io.flipside.explain;

import java.util.Map;

/**
 * sha256 of every file that loaded models were read from, by relative name, of the very bytes that were used.
 *
 * @param classifier files of the classifier's folder
 * @param generator files of the generator's folder
 * @param adapter the adapter and its configuration; empty without one
 */
public record ModelDigests(Map<String, String> classifier, Map<String, String> generator, Map<String, String> adapter) {
    public ModelDigests {
        classifier = Map.copyOf(classifier);
        generator = Map.copyOf(generator);
        adapter = Map.copyOf(adapter);
    }
}
