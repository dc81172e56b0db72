package io.flipside.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One update of a search, as the record keeps it: {@code {"stage": 1, "iteration": 3, "loss": 0.7, ...}}. What is
 * reported beside stage and iteration is the method's own: for "Back to the Feature" {@code loss, crossEntropy, style,
 * targetProbability}.
 *
 * @param stage of the search
 * @param iteration within the stage, from 1
 * @param terms what the method reports, by name: the loss first, the target probability last, the others by name
 */
public record UpdateLine(int stage, int iteration, Map<String, Double> terms) {
    private static final String STAGE = "stage";
    private static final String ITERATION = "iteration";
    private static final Comparator<Map.Entry<String, Double>> ORDER = Comparator.comparing(
                    (Map.Entry<String, Double> term) -> !term.getKey().equals("loss"))
            .thenComparing(term -> term.getKey().equals("targetProbability"))
            .thenComparing(Map.Entry::getKey);

    public UpdateLine {
        Map<String, Double> ordered = new LinkedHashMap<>();
        terms.entrySet().stream().sorted(ORDER).forEach(term -> ordered.put(term.getKey(), term.getValue()));
        terms = Collections.unmodifiableMap(ordered);
    }

    /** Reads what {@link #fields} wrote. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static UpdateLine read(Map<String, Double> fields) {
        Map<String, Double> terms = new LinkedHashMap<>(fields);
        int stage = whole(terms, STAGE);
        int iteration = whole(terms, ITERATION);
        if (terms.containsValue(null)) {
            throw new IllegalArgumentException("an update holds what is no number: " + fields);
        }
        return new UpdateLine(stage, iteration, terms);
    }

    private static int whole(Map<String, Double> terms, String name) {
        Double value = terms.remove(name);
        if (value == null || value != value.intValue()) {
            throw new IllegalArgumentException("an update lacks its " + name);
        }
        return value.intValue();
    }

    /** The flat object that it is in JSON. */
    @JsonValue
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(STAGE, stage);
        fields.put(ITERATION, iteration);
        fields.putAll(terms);
        return fields;
    }

    /** One of the terms; not a number if the method does not report it. */
    public double term(String name) {
        return terms.getOrDefault(name, Double.NaN);
    }
}
