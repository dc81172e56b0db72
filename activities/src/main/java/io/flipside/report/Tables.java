package io.flipside.report;

import io.flipside.report.ReportData.ClassRow;
import io.flipside.report.ReportData.UpdateRow;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The numbers: every class and every update. */
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

    /** One row for each update, in order. */
    static String updates(List<UpdateRow> updates) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < updates.size(); i++) {
            UpdateRow u = updates.get(i);
            boolean inversion = u.stage() == 0;
            html.append("<tr><td>").append(i + 1);
            html.append("</td><td>").append(inversion ? "inversion" : "n=" + u.stage());
            html.append("</td><td>").append(u.iteration());
            html.append("</td><td>").append(number("%.5g", u.loss()));
            html.append("</td><td>").append(inversion ? "–" : number("%.5g", u.crossEntropy()));
            html.append("</td><td>").append(inversion ? "–" : number("%.5g", u.style()));
            html.append("</td><td>").append(inversion ? "–" : number("%.4f", u.targetProbability()));
            html.append("</td></tr>");
        }
        return html.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
