package io.flipside.text;

/** Text of others for a page. */
public final class ShownText {
    private static final char REPLACEMENT = '\uFFFD';

    private ShownText() {}

    /**
     * The text without characters that no page can hold (lone surrogates, controls) or that would reorder the words around
     * them (bidirectional controls): a file name must not be able to change what a verdict seems to say.
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> shown.appendCodePoint(allowed(point) ? point : REPLACEMENT));
        return shown.toString();
    }

    private static boolean allowed(int point) {
        boolean reorders = point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069
                || point == 0x200E
                || point == 0x200F
                || point == 0x061C;
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !reorders && !surrogate && (point == '\n' || point == '\t' || !Character.isISOControl(point));
    }
}
