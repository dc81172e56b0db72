package io.flipside.campaign.record;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The results of a campaign as CSV (RFC 4180 with line feeds): a line for each row, a column for each figure. */
public final class ResultsTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final List<String> COLUMNS = List.of(
            "row",
            "audit",
            "clip",
            "classifier",
            "generator",
            "target",
            "method",
            "seed",
            "verdict",
            "reason",
            "sentence",
            "answer",
            "original",
            "prediction",
            "targetProbability",
            "updates",
            "seconds");

    private ResultsTable() {}

    /**
     * Writes the table.
     *
     * @param lines every row, in order
     * @throws IOException if {@code out} does not take it
     */
    public static void write(List<CampaignLine> lines, Appendable out) throws IOException {
        NavigableSet<String> figures = new TreeSet<>();
        lines.forEach(line -> line.result()
                .ifPresent(result -> figures.addAll(result.figures().keySet())));
        CSVPrinter printer = new CSVPrinter(out, FORMAT);
        List<String> head = new ArrayList<>(COLUMNS);
        head.addAll(figures);
        printer.printRecord(head);
        Map<Integer, Integer> places = places(lines);
        for (CampaignLine line : lines) {
            printer.printRecord(cells(line, Optional.ofNullable(places.get(line.number())), figures));
        }
        printer.flush();
    }

    /** Of rows that ask the same with several seeds, which of the answers each is, by its number. */
    private static Map<Integer, Integer> places(List<CampaignLine> lines) {
        Map<Integer, Integer> places = new HashMap<>();
        for (Answers answers : Answers.of(lines)) {
            for (int place = 1; answers.areSeveral() && place <= answers.lines().size(); place++) {
                places.put(answers.lines().get(place - 1).number(), place);
            }
        }
        return places;
    }

    private static List<Object> cells(CampaignLine line, Optional<Integer> place, NavigableSet<String> figures) {
        AuditRequest request = line.request();
        Optional<RowResult> result = line.result();
        List<Object> cells = new ArrayList<>(List.of(
                line.number(),
                line.auditId(),
                request.clip().uri(),
                request.classifier(),
                request.generator(),
                request.targetClass(),
                request.plan().method(),
                request.seed(),
                line.state()));
        cells.add(cell(result.flatMap(RowResult::reason).map(Reason::code)));
        cells.add(cell(result.flatMap(RowResult::reason).map(Reason::sentence)));
        cells.add(cell(place));
        cells.add(cell(result.flatMap(RowResult::original)));
        cells.add(cell(result.flatMap(RowResult::prediction)));
        cells.add(cell(result.flatMap(RowResult::targetProbability)));
        cells.add(cell(result.flatMap(RowResult::updates)));
        cells.add(cell(result.flatMap(RowResult::seconds)));
        figures.forEach(name -> cells.add(
                cell(result.flatMap(found -> Optional.ofNullable(found.figures().get(name))))));
        return cells;
    }

    private static Object cell(Optional<?> value) {
        return value.isPresent() ? value.get() : "";
    }
}
