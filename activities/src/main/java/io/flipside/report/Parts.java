package io.flipside.report;

import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import io.flipside.record.VerdictWords;
import java.util.Locale;

/** The parts of a verdict, each with what was measured. */
final class Parts {
    private Parts() {}

    static String html(Validity validity) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"figures parts\"><thead><tr>"
                + "<th scope=\"col\">Part</th><th scope=\"col\">Holds</th><th scope=\"col\">Why</th>"
                + "</tr></thead><tbody>");
        validity.byName().forEach((name, part) -> html.append("<tr class=\"")
                .append(part.state().name().toLowerCase(Locale.ROOT))
                .append("\"><th scope=\"row\">")
                .append(VerdictWords.head(name))
                .append("</th><td>")
                .append(VerdictWords.answer(part.state()))
                .append("</td><td>")
                .append(Html.escape(part.sentence()))
                .append(figures(part))
                .append("</td></tr>"));
        html.append("</tbody></table></div>");
        if (!validity.opinions().isEmpty()) {
            html.append(Html.paragraph("note", VerdictWords.kind(validity.kind())))
                    .append("<ul>");
            validity.opinions().forEach(opinion -> html.append("<li>")
                    .append(Html.escape(VerdictWords.said(opinion)))
                    .append("</li>"));
            html.append("</ul>");
        }
        return html.toString();
    }

    private static String figures(VerdictPart part) {
        if (part.figures().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<details><summary>")
                .append(part.figures().size())
                .append(part.figures().size() == 1 ? " figure" : " figures")
                .append("</summary><ul>");
        part.figures().forEach((name, value) -> {
            html.append("<li>").append(Html.escape(name)).append(String.format(Locale.ROOT, " %.4f", value));
            Double limit = part.limits().get(name);
            if (limit != null) {
                html.append(String.format(Locale.ROOT, " (limit %.4f)", limit));
            }
            html.append("</li>");
        });
        return html.append("</ul></details>").toString();
    }
}
