package io.flipside.cli.model;

import io.flipside.audit.Reason;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Methods on the same clips: a line a method for people, a line a clip for programs. */
final class MethodsTable {
    private final Map<String, List<MeasuredAudit>> results;
    private final List<String> figures;

    /** @param results by the method's name, in the order to show */
    MethodsTable(Map<String, List<MeasuredAudit>> results) {
        this.results = results;
        // by name: audits of now and kept ones give theirs in orders of their own
        Set<String> names = new TreeSet<>();
        results.values()
                .forEach(rows -> rows.forEach(row -> names.addAll(figures(row).keySet())));
        this.figures = List.copyOf(names);
    }

    private static Map<String, Figure> figures(MeasuredAudit row) {
        return Measurement.figures(row.evaluation().metrics());
    }

    private static Optional<Double> figure(MeasuredAudit row, String name) {
        return Optional.ofNullable(figures(row).get(name)).map(Figure::value);
    }

    /** In the layout of the paper's Table S3; an arrow says which way is nearer to the original. */
    String markdown() {
        StringJoiner head = new StringJoiner(" | ", "| ", " |\n");
        List.of("method", "clips", "flip", "semantic", "valid", "believed", "task-semantic", "object")
                .forEach(head::add);
        figures.forEach(name -> head.add(name + " " + arrow(name)));
        List.of("updates", "seconds").forEach(head::add);
        StringBuilder text = new StringBuilder(head.toString());
        text.append("|---".repeat(figures.size() + 10)).append("|\n");
        results.forEach((name, rows) -> text.append(line(name, rows)));
        return text.toString();
    }

    private String line(String name, List<MeasuredAudit> rows) {
        StringJoiner line = new StringJoiner(" | ", "| ", " |\n");
        line.add("`" + name + "`").add(Integer.toString(rows.size()));
        line.add(Rate.of(rows, MeasuredAudit::flipped));
        line.add(Rate.of(rows, row -> row.moved().moves()));
        line.add(Rate.of(rows, MeasuredAudit::valid));
        line.add(Rate.of(rows, MeasuredAudit::believed));
        line.add(Rate.of(rows, row -> row.valid() && row.kind() == FlipKind.TASK_SEMANTIC));
        line.add(Rate.of(rows, row -> row.object().isKept()));
        figures.forEach(figure -> line.add(mean(
                rows.stream().filter(row -> figure(row, figure).isPresent()).toList(),
                row -> figure(row, figure).orElseThrow(),
                "%.3f")));
        line.add(mean(rows, MeasuredAudit::updates, "%.1f"));
        line.add(mean(rows, MeasuredAudit::seconds, "%.1f"));
        return line.toString();
    }

    private String arrow(String name) {
        return results.values().stream()
                .flatMap(List::stream)
                .map(row -> Optional.ofNullable(figures(row).get(name)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Figure::direction)
                .map(direction -> direction == Figure.Direction.HIGHER_IS_NEARER
                        ? "↑"
                        : direction == Figure.Direction.LOWER_IS_NEARER ? "↓" : "")
                .orElse("");
    }

    private static String mean(List<MeasuredAudit> rows, ToDoubleFunction<MeasuredAudit> figure, String format) {
        return rows.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        format,
                        rows.stream().mapToDouble(figure).average().orElseThrow());
    }

    /** A row a clip and method. A figure that was not available is an empty cell. */
    String csv() {
        StringJoiner head = new StringJoiner(",", "", "\n");
        List.of("method", "index", "way", "target", "classifierRight", "targetProbability")
                .forEach(head::add);
        List.of(
                        "flipped",
                        "valid",
                        "reason",
                        "semantic",
                        "believed",
                        "kind",
                        "object",
                        "columns",
                        "rows",
                        "updates",
                        "seconds")
                .forEach(head::add);
        figures.forEach(head::add);
        StringBuilder text = new StringBuilder(head.toString());
        results.forEach((name, rows) -> rows.forEach(row -> text.append(cells(name, row))));
        return text.toString();
    }

    private String cells(String name, MeasuredAudit row) {
        StringJoiner cells = new StringJoiner(",", "", "\n");
        cells.add(name).add(Long.toString(row.clip().index()));
        cells.add(row.clip().drawn().direction().className());
        cells.add(row.clip().target().className());
        cells.add(Boolean.toString(row.correct()));
        cells.add(Double.toString(row.evaluation().targetProbability()));
        cells.add(Boolean.toString(row.flipped()));
        cells.add(Boolean.toString(row.valid()));
        cells.add(row.evaluation().shortcoming().map(Reason::code).orElse(""));
        cells.add(Boolean.toString(row.moved().moves()));
        cells.add(Boolean.toString(row.believed()));
        cells.add(row.kind().name().toLowerCase(Locale.ROOT));
        cells.add(Boolean.toString(row.object().isKept()));
        cells.add(Double.toString(row.moved().columns()))
                .add(Double.toString(row.moved().rows()));
        cells.add(Integer.toString(row.updates())).add(Double.toString(row.seconds()));
        figures.forEach(
                figure -> cells.add(figure(row, figure).map(String::valueOf).orElse("")));
        return cells.toString();
    }
}
