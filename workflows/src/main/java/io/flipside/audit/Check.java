package io.flipside.audit;

import java.util.regex.Pattern;

/** Checks of a request's fields, each refusing with the field's name. */
final class Check {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Check() {}

    static void holds(boolean condition, String field, Object value, String right) {
        if (!condition) {
            throw new InvalidRequest(field, "is " + shortened(value) + "; it must be " + right + ".");
        }
    }

    /** A name that may become part of a key or a folder. */
    static void name(String field, String value) {
        holds(
                NAME.matcher(value).matches(),
                field,
                "'" + value + "'",
                "1 to 100 letters, digits, dots, hyphens or underscores, and begin with a letter or digit");
    }

    static void text(String field, String value, int most) {
        boolean plain = value.chars().noneMatch(Character::isISOControl);
        holds(
                !value.isBlank() && value.length() <= most && plain,
                field,
                "'" + value + "'",
                "1 to " + most + " characters without control characters");
    }

    private static String shortened(Object value) {
        String text = value.toString().replaceAll("\\p{Cntrl}", " ");
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }
}
