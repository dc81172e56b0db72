package io.flipside.report;

import java.util.Map;

/** Text and numbers as HTML. */
final class Html {
    private static final char REPLACEMENT = '\uFFFD';

    private Html() {}

    /**
     * Any text as HTML text or as a quoted attribute value.
     *
     * <p>Characters that no page can hold (lone surrogates, controls) or that would reorder the words around them
     * (bidirectional controls) are replaced: a file name must not be able to change what a verdict seems to say.
     */
    static String escape(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(allowed(point) ? point : REPLACEMENT);
            }
        });
        return html.toString();
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

    /** A paragraph, or nothing for blank text. */
    static String paragraph(String style, String text) {
        return text.isBlank() ? "" : "<p class=\"" + style + "\">" + escape(text) + "</p>";
    }

    /** Two columns, name and value, in the map's order. */
    static String table(Map<String, String> rows, String style) {
        if (rows.isEmpty()) {
            return "<p class=\"note\">None recorded.</p>";
        }
        StringBuilder html = new StringBuilder("<table class=\"facts " + style + "\"><tbody>");
        rows.forEach((name, value) -> html.append("<tr><th scope=\"row\">")
                .append(escape(name))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>"));
        return html.append("</tbody></table>").toString();
    }
}
