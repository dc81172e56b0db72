package io.flipside.tensor;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a field of a configuration may name.
 *
 * @param field its name
 * @param known by name; at least one
 * @param <T> what is chosen
 */
public record Choices<T>(String field, Map<String, T> known) {
    public Choices {
        known = Collections.unmodifiableMap(new TreeMap<>(known));
    }

    /**
     * What a configuration names.
     *
     * @param otherwise the name that is meant where the field is absent
     * @throws UnknownChoice naming the field, what it says and what it may say
     */
    public T of(JsonConfig json, String otherwise) {
        String name = json.text(field, otherwise);
        return Optional.ofNullable(known.get(name))
                .orElseThrow(() -> new UnknownChoice(
                        "config " + json.origin(),
                        field,
                        name,
                        known.keySet().stream().toList()));
    }
}
