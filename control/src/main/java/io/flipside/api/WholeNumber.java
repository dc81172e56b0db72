package io.flipside.api;

import io.flipside.audit.InvalidRequest;
import java.util.regex.Pattern;

/** A whole number in an address. */
final class WholeNumber {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");

    private WholeNumber() {}

    /** @throws InvalidRequest naming the field if it is none */
    static int of(String field, String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new InvalidRequest(field, "must be a whole number of at most six digits.");
        }
        return Integer.parseInt(text);
    }
}
