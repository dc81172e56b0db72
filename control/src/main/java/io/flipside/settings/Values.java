package io.flipside.settings;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Kinds of values; each says what would be right. */
public final class Values {
    private Values() {}

    /** {@code true} or {@code false}. */
    public static final class Flag implements Converter<Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean convert(String text) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            throw new IllegalArgumentException("must be true or false.");
        }
    }

    /** A name that may become part of a folder or a queue. */
    public static final class Name implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

        @Override
        public String convert(String text) {
            if (NAME.matcher(text.strip()).matches()) {
                return text.strip();
            }
            throw new IllegalArgumentException(
                    "must be names of letters, digits, dots, hyphens and underscores, separated by commas.");
        }
    }

    /** A whole number of a range. */
    public abstract static class WholeNumber implements Converter<Long> {
        private static final long serialVersionUID = 1L;

        private final long least;
        private final long most;

        protected WholeNumber(long least, long most) {
            this.least = least;
            this.most = most;
        }

        @Override
        public Long convert(String text) {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(right(), e);
            }
            throw new IllegalArgumentException(right());
        }

        private String right() {
            return "must be a number from " + least + " to " + most + ".";
        }
    }
}
