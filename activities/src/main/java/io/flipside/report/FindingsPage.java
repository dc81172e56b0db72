package io.flipside.report;

import io.flipside.findings.ChangeMap;
import io.flipside.findings.Cluster;
import io.flipside.findings.CueEvidence;
import io.flipside.findings.Evidence;
import io.flipside.findings.Finding;
import io.flipside.findings.Findings;
import io.flipside.findings.GroupFindings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What many counterfactuals say together, as a page that refers to nothing outside itself and runs no script. */
public final class FindingsPage {
    private FindingsPage() {}

    /**
     * The page as HTML, to be stored as UTF-8. Names of classes and clips may be hostile.
     *
     * @param leftOut how many results were no counterfactuals
     */
    public static String html(Findings findings, int leftOut) {
        Map<String, String> slots = new HashMap<>();
        slots.put("STYLE", ReportPage.resource("page.css"));
        slots.put(
                "SUMMARY",
                findings.pairs() + " counterfactuals" + (leftOut == 0 ? "" : "; " + leftOut + " results were none")
                        + ".");
        slots.put("SENTENCES", sentences(findings.ofClasses()));
        slots.put("RULE", Html.escape(rule()));
        slots.put("GROUPS", findings.groups().stream().map(FindingsPage::group).collect(Collectors.joining()));
        return ReportPage.fill("findings.html", slots);
    }

    private static String sentences(List<Finding> named) {
        return named.isEmpty()
                ? "<p>No cue is named.</p>"
                : named.stream()
                        .map(finding -> "<li>" + Html.escape(finding.sentence()) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    /** When a cue is named, for people. */
    static String rule() {
        return String.format(
                Locale.ROOT,
                "A cue is named if at least %.0f %% of the group's counterfactuals show it, at least %.0f points more than"
                        + " towards any other class, and its dominance exceeds chance by %.1f or more.",
                100 * CueEvidence.LEAST_PART,
                100 * CueEvidence.LEAST_MORE,
                CueEvidence.LEAST_OVER_CHANCE);
    }

    private static String group(GroupFindings group) {
        StringBuilder html = new StringBuilder("<section><h2>")
                .append(Html.escape(group.group().label()))
                .append("</h2><p class=\"note\">")
                .append(group.pairs())
                .append(" counterfactuals.</p>");
        if (group.evidence() instanceof Evidence.TooFew few) {
            html.append(Html.paragraph("reason", few.sentence()));
        } else if (group.evidence() instanceof Evidence.Measured measured) {
            html.append(sentences(measured.findings()));
            html.append("<h3>Counterfactuals that change alike</h3><ul>");
            measured.clusters().forEach(cluster -> html.append(cluster(cluster)));
            html.append("</ul><details><summary>Every cue</summary>")
                    .append(cues(measured.cues()))
                    .append("</details>");
        }
        return html.append(map(group.map())).append("</section>").toString();
    }

    private static String cluster(Cluster cluster) {
        return "<li>" + Html.escape(cluster.sentence()) + " <small>Typical: "
                + Html.escape(String.join(", ", cluster.typical())) + "</small></li>";
    }

    private static String map(ChangeMap map) {
        String times = IntStream.range(0, ChangeMap.TIMES)
                .mapToObj(time -> String.format(Locale.ROOT, "<span>%.3f</span>", map.during(time)))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "<figure class=\"strip\"><img alt=\"Where the clips change, from the first part of the clip to the last\""
                        + " src=\"%s\"><div class=\"numbers\">%s</div><figcaption>Where and when they change, from the"
                        + " beginning of the clip to its end; white is %.3f. Below, the mean of each part.</figcaption>"
                        + "</figure>",
                ChangePicture.of(map),
                times,
                map.most());
    }

    private static String cues(List<CueEvidence> cues) {
        return "<div class=\"scroll\"><table class=\"updates\"><thead><tr><th scope=\"col\">Cue</th>"
                + "<th scope=\"col\">Change</th><th scope=\"col\">95 %</th><th scope=\"col\">Shown</th>"
                + "<th scope=\"col\">Elsewhere</th><th scope=\"col\">Went away</th><th scope=\"col\">Dominance</th>"
                + "<th scope=\"col\">By chance</th><th scope=\"col\">Verdict</th></tr></thead><tbody>"
                + cues.stream().map(FindingsPage::row).collect(Collectors.joining())
                + "</tbody></table></div>";
    }

    private static String row(CueEvidence cue) {
        return String.format(
                Locale.ROOT,
                "<tr><th scope=\"row\">%s</th><td>%+.3f</td><td>%+.3f to %+.3f</td><td>%s</td><td>%s</td><td>%s</td>"
                        + "<td>%+.2f</td><td>%+.2f</td><td>%s</td></tr>",
                Html.escape(cue.cue().label()),
                cue.effect().median(),
                cue.effect().low(),
                cue.effect().high(),
                cue.towards(),
                cue.elsewhere(),
                cue.left(),
                cue.dominance().delta(),
                cue.dominance().chance(),
                Html.escape(cue.standing().sentence()));
    }
}
