package io.flipside.report;

import io.flipside.text.ShownText;
import java.util.Map;

/** Text and numbers as HTML. */
final class Html {
    private Html() {}

    /** Any text as HTML text or as a quoted attribute value; what may not be shown is replaced, as {@link ShownText} says. */
    static String escape(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        ShownText.of(text).codePoints().forEach(point -> {
            switch (point) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(point);
            }
        });
        return html.toString();
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
