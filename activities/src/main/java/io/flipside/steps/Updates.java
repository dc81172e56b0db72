package io.flipside.steps;

import io.flipside.record.UpdateLine;
import io.flipside.search.UpdateReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between what a search reports and what the record keeps of it. */
final class Updates {
    private static final String LOSS = "loss";
    private static final String CROSS_ENTROPY = "crossEntropy";
    private static final String STYLE = "style";
    private static final String TARGET_PROBABILITY = "targetProbability";

    private Updates() {}

    static List<UpdateLine> lines(List<UpdateReport> reports) {
        return reports.stream().map(Updates::line).toList();
    }

    private static UpdateLine line(UpdateReport report) {
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put(LOSS, report.loss());
        terms.put(CROSS_ENTROPY, report.crossEntropy());
        terms.put(STYLE, report.style());
        terms.put(TARGET_PROBABILITY, report.targetProbability());
        return UpdateLine.of(report.stage(), report.iteration(), terms);
    }

    static List<UpdateReport> reports(List<UpdateLine> lines) {
        return lines.stream()
                .map(line -> new UpdateReport(
                        line.stage(),
                        line.iteration(),
                        line.term(LOSS),
                        line.term(CROSS_ENTROPY),
                        line.term(STYLE),
                        line.term(TARGET_PROBABILITY)))
                .toList();
    }
}
