package io.flipside.report;

import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Opinion;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import java.util.Locale;
import java.util.Map;

/** The parts of a verdict, each with what was measured. */
final class Parts {
    private static final Map<String, String> HEADS = Map.of(
            "flipped", "Flipped",
            "anchored", "Anchored",
            "inDomain", "In domain",
            "near", "Near",
            "stable", "Stable",
            "semantic", "Semantic");

    private Parts() {}

    static String html(Validity validity) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"figures parts\"><thead><tr>"
                + "<th scope=\"col\">Part</th><th scope=\"col\">Holds</th><th scope=\"col\">Why</th>"
                + "</tr></thead><tbody>");
        validity.byName().forEach((name, part) -> html.append("<tr class=\"")
                .append(part.state().name().toLowerCase(Locale.ROOT))
                .append("\"><th scope=\"row\">")
                .append(HEADS.getOrDefault(name, name))
                .append("</th><td>")
                .append(answer(part.state()))
                .append("</td><td>")
                .append(Html.escape(part.sentence()))
                .append(figures(part))
                .append("</td></tr>"));
        html.append("</tbody></table></div>");
        if (!validity.opinions().isEmpty()) {
            html.append(Html.paragraph("note", kind(validity.kind()))).append("<ul>");
            validity.opinions().forEach(opinion -> html.append("<li>")
                    .append(Html.escape(said(opinion)))
                    .append("</li>"));
            html.append("</ul>");
        }
        return html.toString();
    }

    private static String kind(FlipKind kind) {
        return "Whose opinion it is: "
                + switch (kind) {
                    case TASK_SEMANTIC ->
                        "classifiers of the same data and of other data see the target class as well.";
                    case SHORTCUT ->
                        "classifiers of the same data see the target class as well, those of other data do not: a"
                                + " shortcut that lies in the data.";
                    case SHARED ->
                        "classifiers of the same data see the target class as well; nobody of other data was asked.";
                    case MODEL_SPECIFIC ->
                        "no other classifier sees the target class: adversarial, or this model's alone.";
                    case UNKNOWN -> "not known; those who were asked do not agree, or nobody could be asked.";
                };
    }

    private static String said(Opinion opinion) {
        String who = opinion.classifier() + (opinion.sameData() ? " (same data)" : " (other data)");
        return opinion.notAsked()
                .map(why -> who + " was not asked: " + why)
                .orElseGet(() -> who + ": '" + opinion.before().orElse("?") + "' became '"
                        + opinion.after().orElse("?") + "'");
    }

    private static String answer(VerdictPart.State state) {
        return switch (state) {
            case HOLDS -> "yes";
            case BROKEN -> "no";
            case UNDECIDED -> "undecided";
            case MEASURED -> "measured";
            case UNKNOWN -> "not known";
        };
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
