package io.flipside.method;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one update saw, before it moved anything.
 *
 * @param stage id of its {@link Stage}
 * @param iteration 1-based inside the stage
 * @param terms figures by name: {@link #LOSS} first and always, {@link #TARGET_PROBABILITY} last if the method measures
 *     it, between them what else the method has to say, by name. May hold numbers that are not finite
 */
public record UpdateReport(int stage, int iteration, Map<String, Double> terms) {
    /** What was minimised. */
    public static final String LOSS = "loss";
    /** Softmax of the target class, 0 to 1; 0 where an update did not measure it. */
    public static final String TARGET_PROBABILITY = "targetProbability";

    /** @throws IllegalArgumentException without a loss, or if a term is called as a field of the report is */
    public UpdateReport {
        if (!terms.containsKey(LOSS) || terms.containsKey("stage") || terms.containsKey("iteration")) {
            throw new IllegalArgumentException(
                    "an update has a loss, and no term 'stage' or 'iteration'; this one has " + terms.keySet());
        }
        terms = inOrder(terms);
    }

    // the same order whoever made it: JSON of the store is sorted by name
    private static Map<String, Double> inOrder(Map<String, Double> terms) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        terms.entrySet().stream()
                .sorted(Comparator.comparing(term -> rank(term.getKey()) + term.getKey()))
                .forEach(term -> ordered.put(term.getKey(), term.getValue()));
        return Collections.unmodifiableMap(ordered);
    }

    private static int rank(String term) {
        return switch (term) {
            case LOSS -> 0;
            case TARGET_PROBABILITY -> 2;
            default -> 1;
        };
    }

    /** A report of loss and target probability alone. */
    public static UpdateReport of(int stage, int iteration, double loss, double targetProbability) {
        return new UpdateReport(stage, iteration, Map.of(LOSS, loss, TARGET_PROBABILITY, targetProbability));
    }

    /** A figure by name; empty if the method has none of that name. */
    public OptionalDouble term(String name) {
        Double value = terms.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** What was minimised. */
    public double loss() {
        return term(LOSS).orElseThrow();
    }

    /** Softmax of the target class, 0 to 1; 0 where the update did not measure it. */
    public double targetProbability() {
        return term(TARGET_PROBABILITY).orElse(0);
    }
}
