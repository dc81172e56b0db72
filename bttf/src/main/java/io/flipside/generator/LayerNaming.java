package io.flipside.generator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the layers of a network are called by those who make adapters for it, and by its weights here.
 *
 * @param modules by a name without {@code .weight} or {@code .bias}, the name here. What stands here by itself is known
 *     too, and every name with underscores for its dots
 * @param modulation last part of the name of the table that {@code diff_m} of a block adds to
 */
public record LayerNaming(Map<String, String> modules, String modulation) {
    public LayerNaming {
        modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
    }
}
