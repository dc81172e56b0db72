package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.Printable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions out of files: one that would take for ever, or is none, is refused. */
final class BoundedPattern {
    private static final int LONGEST = 1000;
    private static final int MOST_STEPS = 200_000;

    private BoundedPattern() {}

    /** Whether the whole text matches. */
    static boolean matches(String origin, String pattern, String text) {
        try {
            if (pattern.length() <= LONGEST) {
                return Pattern.compile(pattern).matcher(new Counted(text)).matches();
            }
        } catch (PatternSyntaxException | StackOverflowError | TooManySteps e) {
            throw refused(origin, pattern, e);
        }
        throw refused(origin, pattern, new TooManySteps());
    }

    private static UserError refused(String origin, String pattern, Throwable cause) {
        return new UserError(
                "config " + origin + ": '" + Printable.of(pattern)
                        + "' is no pattern of a layer's name. Name the layers.",
                cause);
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts how often the matcher looks. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
