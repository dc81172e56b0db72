package io.flipside.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Our words as a cluster writes them. */
final class Words {
    private Words() {}

    /** {@code not-flipped} as {@code NotFlipped}. */
    static String camel(String word) {
        return Arrays.stream(word.split("-", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    /** With three digits. */
    static String probability(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
