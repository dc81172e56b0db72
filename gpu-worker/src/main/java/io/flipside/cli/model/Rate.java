package io.flipside.cli.model;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** In what part of clips something holds, with Wilson's 95 % interval, as tables print it. */
final class Rate {
    private static final double OUTSIDE = 0.05;

    private Rate() {}

    /** The part of rows, 0 to 1, with its interval; a dash of no rows. */
    static <T> String of(List<T> rows, Predicate<? super T> holds) {
        return of(rows.stream().filter(holds).count(), rows.size());
    }

    /** The same of a count. */
    static String of(long count, long all) {
        if (all == 0) {
            return "-";
        }
        Interval interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                Math.toIntExact(all), Math.toIntExact(count), OUTSIDE);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                (double) count / all,
                interval.getLowerBound(),
                interval.getUpperBound());
    }
}
