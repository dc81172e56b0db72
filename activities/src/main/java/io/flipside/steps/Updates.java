package io.flipside.steps;

import io.flipside.method.UpdateReport;
import io.flipside.record.UpdateLine;
import java.util.List;

/** Between what a search reports and what the record keeps of it. */
final class Updates {
    private Updates() {}

    static List<UpdateLine> lines(List<UpdateReport> reports) {
        return reports.stream()
                .map(report -> new UpdateLine(report.stage(), report.iteration(), report.terms()))
                .toList();
    }

    static List<UpdateReport> reports(List<UpdateLine> lines) {
        return lines.stream()
                .map(line -> new UpdateReport(line.stage(), line.iteration(), line.terms()))
                .toList();
    }
}
