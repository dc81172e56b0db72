package io.flipside.desk;

import java.util.Arrays;
import java.util.Optional;

/**
 * How fast a campaign of audits of one kind went, with all that an audit is beside its search: loading, rendering, judging,
 * the store, Temporal, and as many at once as there were.
 *
 * @param rows that were looked at
 * @param secondsARow between the ends of two of them, in the second half: in the first, workers start and load
 * @param endedMillis when the last of them ended, since 1970 UTC
 */
public record Pace(int rows, double secondsARow, long endedMillis) {
    /** Fewer say nothing. */
    public static final int LEAST_ROWS = 8;

    private static final double MILLIS = 1000;

    /**
     * Of rows by when they ended.
     *
     * @param ends in milliseconds since 1970 UTC, in any order
     * @return empty if they are fewer than {@value #LEAST_ROWS}
     */
    static Optional<Pace> of(long[] ends) {
        if (ends.length < LEAST_ROWS) {
            return Optional.empty();
        }
        long[] sorted = ends.clone();
        Arrays.sort(sorted);
        int first = sorted.length / 2;
        long last = sorted[sorted.length - 1];
        double seconds = (last - sorted[first - 1]) / MILLIS / (sorted.length - first);
        return Optional.of(new Pace(sorted.length, seconds, last));
    }
}
