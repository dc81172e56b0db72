package io.flipside.record;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One update of a search, as the record keeps it: {@code {"stage": 1, "iteration": 3, "loss": 0.7, ...}}. What is
 * reported beside stage and iteration is the method's own: for "Back to the Feature" {@code loss, crossEntropy, style,
 * targetProbability}.
 */
public final class UpdateLine {
    private final int stage;
    private final int iteration;
    private final Map<String, Double> terms = new LinkedHashMap<>();

    @JsonCreator
    private UpdateLine(@JsonProperty("stage") int stage, @JsonProperty("iteration") int iteration) {
        this.stage = stage;
        this.iteration = iteration;
    }

    /**
     * @param stage of the search
     * @param iteration within the stage, from 1
     * @param terms by name, in the method's order
     */
    public static UpdateLine of(int stage, int iteration, Map<String, Double> terms) {
        UpdateLine line = new UpdateLine(stage, iteration);
        line.terms.putAll(terms);
        return line;
    }

    @JsonAnySetter
    private void term(String name, double value) {
        terms.put(name, value);
    }

    /** Stage of the search. */
    @JsonProperty
    public int stage() {
        return stage;
    }

    /** Update of the stage, from 1. */
    @JsonProperty
    public int iteration() {
        return iteration;
    }

    /** What the method reports, by name. */
    @JsonAnyGetter
    public Map<String, Double> terms() {
        return Collections.unmodifiableMap(terms);
    }

    /** One of the terms; not a number if the method does not report it. */
    @JsonIgnore
    public double term(String name) {
        return terms.getOrDefault(name, Double.NaN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UpdateLine line
                && stage == line.stage
                && iteration == line.iteration
                && terms.equals(line.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stage, iteration, terms);
    }

    @Override
    public String toString() {
        return "stage " + stage + ", update " + iteration + " " + terms;
    }
}
