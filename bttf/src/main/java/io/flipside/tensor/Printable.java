package io.flipside.tensor;

/** Text from a file as a message may show it: one line, no control characters, not endless. */
public final class Printable {
    private static final int LONGEST = 200;

    private Printable() {}

    /** The text, shortened, with question marks for what cannot be shown. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(isControl(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "..." : shown.toString();
    }

    /** Whether a name may not hold this: controls, separators of lines, half characters, and what turns the reading direction. */
    public static boolean isControl(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
