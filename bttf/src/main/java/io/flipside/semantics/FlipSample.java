package io.flipside.semantics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A flip of which the truth is known.
 *
 * @param family how it was made, such as the name of an attack: what is fitted is tested on families that it has not seen
 * @param semantic whether what the clip shows really is the target class
 * @param figures measured on it, by name
 */
public record FlipSample(String family, boolean semantic, Map<String, Double> figures) {
    public FlipSample {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
