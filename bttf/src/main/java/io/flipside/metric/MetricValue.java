package io.flipside.metric;

/**
 * A measured figure.
 *
 * @param value finite, in the unit
 * @param unit a word, such as {@code ratio}, {@code dB} or {@code pixels}
 * @param direction which way is nearer to the original; of a figure that says how natural a change is, which way is more so
 */
public record MetricValue(double value, String unit, Direction direction) {
    /** Which way a figure points. */
    public enum Direction {
        /** The larger, the nearer. */
        HIGHER_IS_NEARER,
        /** The smaller, the nearer. */
        LOWER_IS_NEARER
    }

    /** @throws IllegalArgumentException if the value is not finite */
    public MetricValue {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a figure is finite, not " + value);
        }
    }
}
