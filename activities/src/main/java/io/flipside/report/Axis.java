package io.flipside.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The vertical axis of a plot, with round ends.
 *
 * @param low value at the bottom; for a logarithmic axis its decimal logarithm
 * @param high value at the top, above low; likewise
 * @param step between two ticks; likewise
 * @param logarithmic whether equal distances are equal ratios
 */
record Axis(double low, double high, double step, boolean logarithmic) {
    private static final double DECADES_WORTH_A_LOGARITHM = 1.5;
    private static final int TICKS = 5;

    /** Logarithmic if the positive values span decades, else linear; non-finite values do not count. */
    static Axis around(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double[] positive = Arrays.stream(finite).filter(v -> v > 0).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(1);
        if (positive.length > 0) {
            double bottom = Math.log10(Arrays.stream(positive).min().orElse(1));
            double top = Math.log10(high);
            if (low >= 0 && top - bottom >= DECADES_WORTH_A_LOGARITHM) {
                double step = Math.max(1, Math.ceil((top - bottom) / TICKS));
                return new Axis(Math.floor(bottom), Math.ceil(top), step, true);
            }
        }
        return linear(low, high);
    }

    /** Linear, widened to round ends. */
    static Axis linear(double low, double high) {
        double span = high - low > Math.abs(high) * 1e-9 ? high - low : Math.max(Math.abs(high), 1e-6);
        double raw = span / TICKS;
        double unit = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw <= unit ? unit : raw <= 2 * unit ? 2 * unit : raw <= 5 * unit ? 5 * unit : 10 * unit;
        double bottom = Math.floor(low / step + 1e-9) * step;
        double top = Math.max(Math.ceil(high / step - 1e-9) * step, bottom + step);
        return new Axis(bottom, top, step, false);
    }

    /** Where a finite value lies: 0 at the bottom, 1 at the top. */
    double at(double value) {
        double v = logarithmic ? (value > 0 ? Math.log10(value) : low) : value;
        return Math.min(1, Math.max(0, (v - low) / (high - low)));
    }

    /** Values to mark, from the bottom up. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
            double v = low + i * step;
            ticks.add(logarithmic ? Math.pow(10, v) : Math.abs(v) < step * 1e-6 ? 0 : v);
        }
        return ticks;
    }

    /** A tick in as few characters as tell it from its neighbours. */
    String label(double tick) {
        double size = logarithmic ? Math.log10(tick) : Math.log10(step);
        double largest = logarithmic ? size : Math.log10(Math.max(Math.max(Math.abs(low), Math.abs(high)), step));
        if (size < -4.5 || largest > 5) {
            return String.format(Locale.ROOT, logarithmic ? "%.0e" : "%.1e", tick);
        }
        int digits = (int) Math.max(0, Math.ceil(-size - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", tick);
    }
}
