package io.flipside.classifier;

import java.util.Map;

/**
 * A classifier with what it was read from.
 *
 * @param classifier ready for any number of clips
 * @param sha256 of every file of the folder that was read, by name
 */
public record LoadedClassifier(VideoClassifier classifier, Map<String, String> sha256) {
    public LoadedClassifier {
        sha256 = Map.copyOf(sha256);
    }
}
