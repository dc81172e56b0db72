package io.flipside.report;

import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.Cancellation;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResult;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The page of a campaign. It works from a file, and refers to nothing but the reports of its audits. */
public final class CampaignPage {
    private CampaignPage() {}

    /**
     * The page as HTML, to be stored as UTF-8.
     *
     * @throws IllegalStateException if the build lacks a part of the page
     */
    public static String html(CampaignResults results) {
        Map<String, String> slots = new LinkedHashMap<>();
        CampaignProgress progress = results.progress();
        List<CampaignLine> lines = results.lines();
        slots.put("TITLE", Html.escape(results.campaign()));
        slots.put("SUMMARY", Html.escape(summary(progress)));
        slots.put(
                "CANCELLED",
                progress.cancelled()
                        .map(Cancellation::reason)
                        .map(reason -> Html.paragraph("reason", "Cancelled: " + reason))
                        .orElse(""));
        slots.put("VERDICTS", Html.table(verdicts(lines), "settings"));
        slots.put("REASONS", Html.table(reasons(lines), "settings"));
        slots.put("METHODS", CampaignTables.methods(lines));
        slots.put("PAIRS", CampaignTables.pairs(lines));
        AnswersTables answers = new AnswersTables(CampaignPage::files);
        slots.put("ANSWERS", section("Several answers", answers.several(results.several())));
        slots.put("BESIDE", section("The same clip by other methods", answers.beside(results.beside())));
        slots.put("FINDINGS", section("What it goes by", findings(results)));
        slots.put("GALLERY", gallery(lines, results.strips()));
        slots.put("STYLE", ReportPage.resource("page.css"));
        return ReportPage.fill("campaign.html", slots);
    }

    private static String summary(CampaignProgress progress) {
        int flipped = progress.counts().getOrDefault(Verdict.FLIPPED.word(), 0);
        int open = progress.rows() - progress.ended();
        return flipped + " of " + progress.rows() + " rows flipped"
                + (open == 0 ? "" : "; " + open + (open == 1 ? " has" : " have") + " not ended");
    }

    /** Where the files of a row's audit are, as seen from the page on the service. */
    public static String files(CampaignLine line) {
        return "../../../audits/" + line.auditId() + "/files/";
    }

    private static String section(String heading, String html) {
        return html.isEmpty() ? "" : "<section><h2>" + heading + "</h2>" + html + "</section>";
    }

    private static String findings(CampaignResults results) {
        Map<String, CampaignLine> rows = new HashMap<>();
        results.lines().forEach(line -> rows.put(name(line), line));
        StringBuilder html = new StringBuilder();
        for (MethodFindings method : results.findings()) {
            html.append("<h3>").append(Html.escape(method.method())).append("</h3>");
            html.append(FindingsPage.section(method.findings(), method.leftOut(), name -> link(rows, name)));
        }
        if (html.length() > 0) {
            html.append(Html.paragraph("note", FindingsPage.rule()));
        }
        if (results.unread() > 0) {
            html.append(Html.paragraph(
                    "note", results.unread() + " more counterfactuals are looked at when the campaign is over."));
        }
        return html.toString();
    }

    /** What the findings call a row. */
    public static String name(CampaignLine line) {
        return "row " + line.number();
    }

    private static String link(Map<String, CampaignLine> rows, String name) {
        CampaignLine line = rows.get(name);
        return line == null
                ? Html.escape(name)
                : "<a href=\"" + Html.escape(files(line)) + "report.html\">" + Html.escape(name) + "</a>";
    }

    private static Map<String, String> verdicts(List<CampaignLine> lines) {
        Map<String, Integer> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge(line.state(), 1, Integer::sum));
        return texts(counts);
    }

    private static Map<String, String> reasons(List<CampaignLine> lines) {
        Map<String, Integer> counts = new TreeMap<>();
        lines.forEach(line -> line.result()
                .flatMap(RowResult::reason)
                .map(Reason::code)
                .ifPresent(code -> counts.merge(line.state() + ": " + code, 1, Integer::sum)));
        return texts(counts);
    }

    private static Map<String, String> texts(Map<String, Integer> counts) {
        Map<String, String> texts = new LinkedHashMap<>();
        counts.forEach((name, count) -> texts.put(name, count.toString()));
        return texts;
    }

    private static String gallery(List<CampaignLine> lines, Map<Integer, byte[]> strips) {
        if (strips.isEmpty()) {
            return "<p class=\"note\">No row came so far.</p>";
        }
        StringBuilder html = new StringBuilder();
        for (CampaignLine line : lines) {
            byte[] png = strips.get(line.number());
            if (png != null) {
                html.append(figure(line, png));
            }
        }
        return html.toString();
    }

    private static String figure(CampaignLine line, byte[] png) {
        Optional<RowResult> result = line.result();
        String called = result.flatMap(RowResult::original).orElse("?") + " → "
                + result.flatMap(RowResult::prediction).orElse("?");
        return "<figure class=\"strip small\"><a href=\"" + Html.escape(files(line)) + "report.html\"><img alt=\"Row "
                + line.number()
                + ": frames of the original above, of the written clip below\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\"></a><figcaption><b>Row " + line.number() + "</b> "
                + Html.escape(line.state() + ": " + called + ", asked for "
                        + line.request().targetClass() + ", by "
                        + line.request().plan().method())
                + "</figcaption></figure>";
    }
}
