package io.flipside.audit.step;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A measured figure of a counterfactual.
 *
 * @param value finite, in the unit
 * @param unit a word, such as {@code ratio}, {@code dB} or {@code pixels}
 * @param direction which way is nearer to the original
 */
public record Figure(double value, String unit, Direction direction) {
    /** Which way a figure points. */
    public enum Direction {
        /** The larger, the nearer. */
        @JsonProperty("higher-is-nearer")
        HIGHER_IS_NEARER,
        /** The smaller, the nearer. */
        @JsonProperty("lower-is-nearer")
        LOWER_IS_NEARER
    }
}
