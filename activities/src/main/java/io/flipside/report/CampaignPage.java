package io.flipside.report;

import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.Cancellation;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of a campaign. It works from a file, and refers to nothing but the reports of its audits. */
public final class CampaignPage {
    private static final Pattern SLOT = Pattern.compile("@([A-Z]+)@");

    private CampaignPage() {}

    /**
     * The page as HTML, to be stored as UTF-8.
     *
     * @param campaign its id
     * @param progress how it ended
     * @param lines every row, in order; their texts may be hostile
     * @param strips PNG of original above counterfactual, of some rows by number, in the order to show
     * @throws IllegalStateException if the build lacks a part of the page
     */
    public static String html(
            String campaign, CampaignProgress progress, List<CampaignLine> lines, Map<Integer, byte[]> strips) {
        Map<String, String> slots = new LinkedHashMap<>();
        int flipped = progress.counts().getOrDefault(Verdict.FLIPPED.word(), 0);
        slots.put("TITLE", Html.escape(campaign));
        slots.put("SUMMARY", Html.escape(flipped + " of " + progress.rows() + " rows flipped"));
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
        slots.put("GALLERY", gallery(lines, strips));
        slots.put("STYLE", resource("page.css"));
        Matcher matcher = SLOT.matcher(resource("campaign.html"));
        return matcher.replaceAll(found -> Matcher.quoteReplacement(slot(slots, found.group(1))));
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
        return "<figure class=\"strip small\"><a href=\"../../../audits/" + Html.escape(line.auditId())
                + "/files/report.html\"><img alt=\"Row " + line.number()
                + ": frames of the original above, of the written clip below\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\"></a><figcaption><b>Row " + line.number() + "</b> "
                + Html.escape(line.state() + ": " + called + ", asked for "
                        + line.request().targetClass() + ", by "
                        + line.request().plan().method())
                + "</figcaption></figure>";
    }

    private static String slot(Map<String, String> slots, String name) {
        String value = slots.get(name);
        if (value == null) {
            throw new IllegalStateException("campaign.html has a place for " + name + ", which nothing fills");
        }
        return value;
    }

    private static String resource(String name) {
        try (InputStream in = CampaignPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar: build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
