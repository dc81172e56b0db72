package io.flipside.cli.model;

import io.flipside.cli.model.IdentityStages.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What became of the thing in the clips, one line a stage. */
final class IdentityTable {
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    void add(String stage, Row row) {
        rows.computeIfAbsent(stage, name -> new ArrayList<>()).add(row);
    }

    /** Shares of clips, and medians with the worst of twenty: area and outline over the first frame's, colour its change. */
    String markdown() {
        StringBuilder table = new StringBuilder("| stage | clips | same object | area keeps | colour keeps |"
                + " outline keeps | area | colour | outline | first frame | moves |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|\n");
        rows.forEach((stage, own) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f | %.2f | %s | %s | %s | %.3f | %.2f |%n",
                stage,
                own.size(),
                share(own, row -> row.same().isKept()),
                share(own, row -> row.same().keepsArea()),
                share(own, row -> row.same().keepsColour()),
                share(own, row -> row.same().keepsOutline()),
                spread(own, row -> row.same().area()),
                spread(own, row -> row.same().colour()),
                spread(own, row -> row.same().outline()),
                own.stream().mapToDouble(Row::firstFrame).average().orElse(Double.NaN),
                share(own, Row::answers))));
        return table.toString();
    }

    private static double share(List<Row> rows, Predicate<Row> what) {
        return rows.stream().filter(what).count() / (double) rows.size();
    }

    private static String spread(List<Row> rows, ToDoubleFunction<Row> figure) {
        double[] sorted = rows.stream().mapToDouble(figure).sorted().toArray();
        int last = sorted.length - 1;
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                sorted[last / 2],
                sorted[Math.round(0.05f * last)],
                sorted[Math.round(0.95f * last)]);
    }
}
