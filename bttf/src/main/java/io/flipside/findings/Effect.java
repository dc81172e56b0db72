package io.flipside.findings;

import java.util.Arrays;

/**
 * How large a change is.
 *
 * @param median of the changes
 * @param low lower end of its interval of about 95 %, by order statistics; the least change if there are few
 * @param high upper end
 */
public record Effect(double median, double low, double high) {
    /** Half of the width of a normal interval of 95 %, in deviations of a fair coin. */
    private static final double HALF_WIDTH = 0.98;

    /** Of at least one change. */
    static Effect of(double[] changes) {
        double[] sorted = changes.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double reach = HALF_WIDTH * Math.sqrt(n);
        int low = (int) Math.floor((n - 1) / 2.0 - reach);
        int high = (int) Math.ceil((n - 1) / 2.0 + reach);
        return new Effect(median(sorted), sorted[Math.max(0, low)], sorted[Math.min(n - 1, high)]);
    }

    /** Of sorted values. */
    static double median(double[] sorted) {
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
