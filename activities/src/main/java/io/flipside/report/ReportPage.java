package io.flipside.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the page. It refers to nothing outside itself and works from a file. */
public final class ReportPage {
    private static final int STRIP_COLUMNS = 6;
    private static final Pattern SLOT = Pattern.compile("@([A-Z]+)@");

    private ReportPage() {}

    /**
     * The page as HTML.
     *
     * @throws IllegalArgumentException if the clips differ in size or length
     */
    public static String html(ReportData data) {
        boolean alike = data.original().count() == data.counterfactual().count()
                && data.original().width() == data.counterfactual().width()
                && data.original().height() == data.counterfactual().height();
        if (!alike) {
            throw new IllegalArgumentException("the two clips must have one size and length");
        }
        Map<String, String> slots = new LinkedHashMap<>();
        slots.put("TITLE", escape(data.title()));
        slots.put("STATE", data.flipped() ? "" : "not");
        slots.put("VERDICT", escape(data.verdict()));
        slots.put("LEAD", escape(data.lead()));
        slots.put("BEFORE", escape(data.before()));
        slots.put("AFTER", escape(data.after()));
        slots.put("WIDTH", Integer.toString(data.original().width()));
        slots.put("HEIGHT", Integer.toString(data.original().height()));
        slots.put("FRAMES", Integer.toString(data.original().count()));
        slots.put("LAST", Integer.toString(data.original().count() - 1));
        slots.put("RATE", Double.toString(data.framesPerSecond()));
        slots.put("ORIGINAL", Pictures.sprite(data.original()));
        slots.put("COUNTERFACTUAL", Pictures.sprite(data.counterfactual()));
        int columns = Math.min(STRIP_COLUMNS, data.original().count());
        slots.put("STRIP", Pictures.strip(data.original(), data.counterfactual(), columns));
        slots.put("CURVES", Curves.svg(data.updates()));
        slots.put("CLASSES", classes(data));
        slots.put("SETTINGS", table(data.settings(), ""));
        slots.put("PROVENANCE", table(data.provenance(), "h"));
        Matcher matcher = SLOT.matcher(template());
        return matcher.replaceAll(found -> Matcher.quoteReplacement(slots.getOrDefault(found.group(1), found.group())));
    }

    private static String classes(ReportData data) {
        StringBuilder html = new StringBuilder(
                "<table><tr><th>class<th>original<th>counterfactual (lossless file)<th>shareable file</tr>");
        for (ReportData.ClassRow row : data.classes()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s<td class=\"n\">%.4f<td class=\"n\">%.4f<td class=\"n\">%.4f</tr>",
                    escape(row.name()),
                    row.before(),
                    row.after(),
                    row.shareable()));
        }
        return html.append("</table>").toString();
    }

    private static String table(Map<String, String> rows, String style) {
        StringBuilder html = new StringBuilder("<table>");
        rows.forEach((name, value) -> html.append("<tr><td>")
                .append(escape(name))
                .append("<td class=\"")
                .append(style)
                .append("\">")
                .append(escape(value))
                .append("</tr>"));
        return html.append("</table>").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String template() {
        try (InputStream in = ReportPage.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new IllegalStateException("page.html is missing from the jar: build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
