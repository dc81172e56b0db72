package io.flipside.api;

import io.flipside.record.Choice;
import java.util.List;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * What people chose who were asked which clip is which.
 *
 * @param answers of them
 * @param right of these
 * @param low end of Wilson's interval for the share that is right, 95 %; 0 without answers
 * @param high end of it; 1 without answers
 */
public record ChoiceTally(int answers, int right, double low, double high) {
    private static final double ALPHA = 0.05;

    public static ChoiceTally of(List<Choice> choices) {
        int right = (int) choices.stream().filter(Choice::right).count();
        if (choices.isEmpty()) {
            return new ChoiceTally(0, 0, 0, 1);
        }
        Interval interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(choices.size(), right, ALPHA);
        return new ChoiceTally(choices.size(), right, interval.getLowerBound(), interval.getUpperBound());
    }

    /** For people. */
    public String words() {
        return answers == 0
                ? "Nobody has chosen yet."
                : right + " of " + answers + " answers were right (95 %: " + Math.round(100 * low) + " to "
                        + Math.round(100 * high) + " %; 50 % is guessing).";
    }
}
