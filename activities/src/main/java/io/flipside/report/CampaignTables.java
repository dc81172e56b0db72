package io.flipside.report;

import io.flipside.audit.Verdict;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** The numbers of a campaign: methods beside each other, and which class becomes which. */
final class CampaignTables {
    /** Of the intervals: what lies outside of them. */
    private static final double OUTSIDE = 0.05;

    private static final String NONE = "–";

    private CampaignTables() {}

    /** One line a method: how many were judged, how many of them flipped, and the means of every figure. */
    static String methods(List<CampaignLine> lines) {
        Map<String, List<RowResult>> methods =
                judged(lines, line -> line.request().plan().method());
        NavigableSet<String> figures = new TreeSet<>();
        methods.values()
                .forEach(results -> results.forEach(
                        result -> figures.addAll(result.figures().keySet())));
        List<String> head =
                new ArrayList<>(List.of("Method", "Judged", "Flipped", "95 % interval", "p(target)", "Seconds"));
        head.addAll(figures);
        List<List<String>> rows = new ArrayList<>();
        methods.forEach((method, results) -> {
            List<String> row = new ArrayList<>(rate(method, results));
            row.add(mean(results, RowResult::targetProbability, "%.3f"));
            row.add(mean(results, RowResult::seconds, "%.1f"));
            figures.forEach(name -> row.add(
                    mean(results, result -> Optional.ofNullable(result.figures().get(name)), "%.4g")));
            rows.add(row);
        });
        return table(head, rows);
    }

    /** One line for each class that an original was called and each that was asked for. */
    static String pairs(List<CampaignLine> lines) {
        Map<String, List<RowResult>> pairs = judged(
                lines,
                line -> line.result().flatMap(RowResult::original).orElse("?") + " → "
                        + line.request().targetClass());
        List<List<String>> rows = new ArrayList<>();
        pairs.forEach((pair, results) -> rows.add(rate(pair, results)));
        return table(List.of("Original → target", "Judged", "Flipped", "95 % interval"), rows);
    }

    /** Results of rows that came to a written clip, by something of their line. */
    private static Map<String, List<RowResult>> judged(List<CampaignLine> lines, Function<CampaignLine, String> by) {
        Map<String, List<RowResult>> groups = new TreeMap<>();
        for (CampaignLine line : lines) {
            line.result().filter(result -> result.prediction().isPresent()).ifPresent(result -> groups.computeIfAbsent(
                            by.apply(line), name -> new ArrayList<>())
                    .add(result));
        }
        return groups;
    }

    private static List<String> rate(String name, List<RowResult> results) {
        int flipped = (int) results.stream()
                .filter(result -> result.verdict().equals(Verdict.FLIPPED.word()))
                .count();
        Interval interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(results.size(), flipped, OUTSIDE);
        return List.of(
                name,
                Integer.toString(results.size()),
                String.format(Locale.ROOT, "%.3f", (double) flipped / results.size()),
                String.format(Locale.ROOT, "%.3f to %.3f", interval.getLowerBound(), interval.getUpperBound()));
    }

    private static String mean(List<RowResult> results, Function<RowResult, Optional<Double>> value, String format) {
        OptionalDouble mean = results.stream()
                .flatMap(result -> value.apply(result).stream())
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.isPresent() ? String.format(Locale.ROOT, format, mean.getAsDouble()) : NONE;
    }

    private static String table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "<p class=\"note\">No row came so far.</p>";
        }
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"updates\"><thead><tr>");
        head.forEach(name ->
                html.append("<th scope=\"col\">").append(Html.escape(name)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(row.get(0)))
                    .append("</th>");
            row.stream().skip(1).forEach(cell -> html.append("<td>")
                    .append(Html.escape(cell))
                    .append("</td>"));
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }
}
