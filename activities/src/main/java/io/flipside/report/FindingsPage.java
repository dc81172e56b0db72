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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What many counterfactuals say together, as a page that refers to nothing outside itself and runs no script. */
public final class FindingsPage {
    private static final int MOST_GROUPS = 40;

    private FindingsPage() {}

    /**
     * The page as HTML, to be stored as UTF-8. Names of classes and clips may be hostile.
     *
     * @param leftOut how many results were no counterfactuals
     */
    public static String html(Findings findings, int leftOut) {
        Map<String, String> slots = new HashMap<>();
        slots.put("STYLE", ReportPage.resource("page.css"));
        slots.put("SUMMARY", findings.pairs() + " counterfactuals" + none(leftOut) + ".");
        slots.put("SENTENCES", sentences(findings.ofClasses()));
        slots.put("RULE", Html.escape(rule()));
        slots.put(
                "GROUPS",
                findings.groups().stream()
                        .map(group -> group(group, Html::escape))
                        .collect(Collectors.joining()));
        return ReportPage.fill("findings.html", slots);
    }

    /**
     * The same as a part of another page: what is named, and each class pair to unfold; the first pairs, of many.
     *
     * @param link of the name of a counterfactual, as HTML
     */
    static String section(Findings findings, int leftOut, UnaryOperator<String> link) {
        List<GroupFindings> groups = findings.groups().stream()
                .filter(group -> group.evidence() instanceof Evidence.Measured)
                .toList();
        String few = groups.size() == findings.groups().size()
                ? ""
                : Html.paragraph(
                        "note",
                        (findings.groups().size() - groups.size())
                                + " pairs of classes have too few counterfactuals to say anything ("
                                + Evidence.LEAST_PAIRS + " towards the class, and as many towards others).");
        String more = groups.size() <= MOST_GROUPS
                ? ""
                : Html.paragraph(
                        "note",
                        "The first " + MOST_GROUPS + " of " + groups.size()
                                + " pairs of classes: findings.json has the others.");
        return "<p class=\"note\">" + findings.pairs() + " counterfactuals" + none(leftOut) + ".</p>"
                + sentences(findings.ofClasses())
                + groups.stream()
                        .limit(MOST_GROUPS)
                        .map(group -> "<details><summary>"
                                + Html.escape(group.group().label()) + "</summary>" + group(group, link) + "</details>")
                        .collect(Collectors.joining())
                + few + more;
    }

    private static String none(int leftOut) {
        return leftOut == 0 ? "" : "; " + leftOut + " results were none";
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

    private static String group(GroupFindings group, UnaryOperator<String> link) {
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
            measured.clusters().forEach(cluster -> html.append(cluster(cluster, link)));
            html.append("</ul><details><summary>Every cue</summary>")
                    .append(cues(measured.cues()))
                    .append("</details>");
        }
        return html.append(map(group.map())).append("</section>").toString();
    }

    private static String cluster(Cluster cluster, UnaryOperator<String> link) {
        return "<li>" + Html.escape(cluster.sentence()) + " <small>Typical: "
                + cluster.typical().stream().map(link).collect(Collectors.joining(", ")) + "</small></li>";
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
