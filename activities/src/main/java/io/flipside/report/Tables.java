package io.flipside.report;

import static io.flipside.method.UpdateReport.TARGET_PROBABILITY;

import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import io.flipside.report.ReportData.ClassRow;
import io.flipside.report.ReportData.StageRows;
import io.flipside.report.ReportData.UpdateRow;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers: every class, every figure and every update. */
final class Tables {
    private static final int CLASSES_IN_SIGHT = 12;

    private Tables() {}

    /** All classes; of many, the likeliest in sight and the rest one click away. */
    static String classes(ReportData data) {
        List<ClassRow> rows = data.classes();
        if (rows.size() <= CLASSES_IN_SIGHT) {
            return classTable(data, rows);
        }
        Set<ClassRow> likely = new HashSet<>(rows.stream()
                .sorted(Comparator.comparingDouble(r -> -Math.max(r.before(), r.after())))
                .limit(CLASSES_IN_SIGHT)
                .toList());
        List<ClassRow> shown = rows.stream()
                .filter(r -> likely.contains(r) || r.name().equals(data.targetClass()))
                .toList();
        List<ClassRow> rest = rows.stream().filter(r -> !shown.contains(r)).toList();
        return classTable(data, shown)
                + (rest.isEmpty()
                        ? ""
                        : "<details><summary>" + rest.size() + " less likely classes</summary>" + classTable(data, rest)
                                + "</details>");
    }

    private static String classTable(ReportData data, List<ClassRow> rows) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"numbers\"><thead><tr>"
                + "<th scope=\"col\">Class</th><th scope=\"col\">Original</th>"
                + "<th scope=\"col\">Counterfactual</th><th scope=\"col\">Shareable copy</th></tr></thead><tbody>");
        for (ClassRow row : rows) {
            boolean target = row.name().equals(data.targetClass());
            html.append(target ? "<tr class=\"target\"><th scope=\"row\">" : "<tr><th scope=\"row\">")
                    .append(Html.escape(row.name()))
                    .append(target ? " <small>target</small></th>" : "</th>");
            probability(html, row.before());
            probability(html, row.after());
            probability(html, row.shareable());
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static void probability(StringBuilder html, double p) {
        double bar = Double.isFinite(p) ? 100 * Math.min(1, Math.max(0, p)) : 0;
        String cell = "<td><span>%.4f</span><i style=\"--p:%.1f%%\"></i></td>";
        html.append(String.format(Locale.ROOT, cell, p, bar));
    }

    /** What the classifier calls the compressed copy, and whether it may stand for the lossless file. */
    static String shareable(ReportData data) {
        Optional<ClassRow> top = data.classes().stream().max(Comparator.comparingDouble(ClassRow::shareable));
        return top.map(row -> row.name().equals(data.finalClass())
                        ? "The shareable copy, which is compressed, is called '" + row.name() + "' as well."
                        : "Compression changed the answer: the shareable copy is called '" + row.name()
                                + "'. Rely on the lossless file.")
                .orElse("");
    }

    /** Every figure with its unit and which way is nearer; then the metrics without one, and how to get them. */
    static String metrics(Map<String, Measurement> metrics) {
        if (metrics.isEmpty()) {
            return "<p class=\"note\">None recorded.</p>";
        }
        Map<String, Figure> figures = Measurement.figures(metrics);
        StringBuilder html = new StringBuilder();
        if (!figures.isEmpty()) {
            html.append("<div class=\"scroll\"><table class=\"figures\"><thead><tr><th scope=\"col\">Figure</th>"
                    + "<th scope=\"col\">Value</th><th scope=\"col\">Unit</th>"
                    + "<th scope=\"col\">Nearer to the original</th></tr></thead><tbody>");
            figures.forEach((name, figure) -> html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(name))
                    .append("</th><td>")
                    .append(number("%.4f", figure.value()))
                    .append("</td><td>")
                    .append(Html.escape(figure.unit()))
                    .append("</td><td>")
                    .append(figure.direction() == Figure.Direction.HIGHER_IS_NEARER ? "higher" : "lower")
                    .append("</td></tr>"));
            html.append("</tbody></table></div>");
        }
        Measurement.unavailable(metrics)
                .forEach((name, none) -> html.append(
                        Html.paragraph("note", name + ": not measured. " + none.reason() + " " + none.howToGetIt())));
        return html.toString();
    }

    /** The heads of the updates' columns: one for each term. */
    static String terms(ReportData data) {
        StringBuilder html = new StringBuilder();
        for (String term : data.terms()) {
            html.append("<th scope=\"col\">").append(Html.escape(head(term))).append("</th>");
        }
        return html.toString();
    }

    /** {@code crossEntropy} is "Cross entropy". */
    private static String head(String term) {
        if (term.equals(TARGET_PROBABILITY)) {
            return "p(target)";
        }
        String words = term.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? term : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** One row for each update, in order. */
    static String updates(ReportData data) {
        List<String> terms = data.terms();
        StringBuilder html = new StringBuilder();
        int number = 0;
        for (StageRows stage : data.stages()) {
            for (UpdateRow update : stage.updates()) {
                number++;
                html.append("<tr><td>").append(number);
                html.append("</td><td>").append(Html.escape(stage.label()));
                html.append("</td><td>").append(update.iteration());
                for (String term : terms) {
                    String format = term.equals(TARGET_PROBABILITY) ? "%.4f" : "%.5g";
                    boolean measured = update.terms().containsKey(term);
                    html.append("</td><td>").append(measured ? number(format, update.term(term)) : "–");
                }
                html.append("</td></tr>");
            }
        }
        return html.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
