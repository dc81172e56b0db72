package io.flipside.cli;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A table that says what each clip shows: the columns {@code file} and {@code label}, in a first line, in whatever order;
 * separated by commas, without quotes.
 *
 * @param rows one a clip
 * @param classes the labels that occur, in alphabetical order; a label is an index of these
 */
public record LabelTable(List<Row> rows, List<String> classes) {
    private static final String FILE = "file";
    private static final String LABEL = "label";
    private static final long MOST_BYTES = 64L << 20;
    private static final int LEAST_OF_A_CLASS = 2;

    /**
     * One clip.
     *
     * @param file where it lies
     * @param label index of its class
     */
    public record Row(Path file, int label) {}

    /**
     * Reads one.
     *
     * @param folder of the clips
     * @throws UserError naming the line that is not what it should be
     */
    public static LabelTable read(Path table, Path folder) {
        List<String> lines = lines(table);
        List<String> columns = columns(table, lines);
        Map<Path, String> labels = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> cells = cells(lines.get(i));
            if (cells.size() != columns.size() || cells.contains("")) {
                throw broken(
                        table,
                        i,
                        "has " + cells.size() + " cells, some of them perhaps empty; it needs a file and a"
                                + " label, separated by one comma");
            }
            Path file = file(table, i, folder, cells.get(columns.indexOf(FILE)));
            if (labels.put(file, cells.get(columns.indexOf(LABEL))) != null) {
                throw broken(table, i, "names the file '" + file.getFileName() + "' for the second time");
            }
        }
        List<String> classes = List.copyOf(new TreeSet<>(labels.values()));
        return new LabelTable(
                labels.entrySet().stream()
                        .map(entry -> new Row(entry.getKey(), classes.indexOf(entry.getValue())))
                        .toList(),
                classes);
    }

    private static List<String> lines(Path table) {
        try {
            if (Files.size(table) > MOST_BYTES) {
                throw new UserError("table " + table + " is larger than " + (MOST_BYTES >> 20) + " MB.");
            }
            return Files.readAllLines(table, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserError(
                    "table " + table
                            + " cannot be read: it is not there, or no text in UTF-8. --labels takes a CSV file"
                            + " with the columns file and label.",
                    e);
        }
    }

    private static List<String> columns(Path table, List<String> lines) {
        List<String> columns = lines.isEmpty() ? List.of() : cells(lines.get(0));
        columns.stream()
                .filter(column -> !column.equals(FILE) && !column.equals(LABEL))
                .findFirst()
                .ifPresent(column -> {
                    throw broken(
                            table, 0, "has the unknown column '" + column + "'; it needs file and label, no others");
                });
        if (columns.size() != 2 || !columns.contains(FILE) || !columns.contains(LABEL)) {
            throw broken(table, 0, "must be 'file,label'");
        }
        return columns;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Arrays.stream(line.replace("\uFEFF", "").split(",", -1))
                .map(String::strip)
                .forEach(cells::add);
        return cells;
    }

    private static Path file(Path table, int line, Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            if (!Files.isRegularFile(file)) {
                throw broken(table, line, "names the file '" + name + "', which is not in " + folder);
            }
            return file;
        } catch (InvalidPathException e) {
            throw broken(table, line, "names the file '" + name + "', which cannot be one");
        }
    }

    /**
     * Refuses classes of which there is too little to learn from.
     *
     * @param table where it was read
     * @throws UserError naming the class
     */
    public void refuseLonely(Path table) {
        for (int label = 0; label < classes.size(); label++) {
            int own = label;
            long clips = rows.stream().filter(row -> row.label() == own).count();
            if (clips < LEAST_OF_A_CLASS) {
                throw new UserError("table " + table + ": class '" + classes.get(label) + "' has " + clips
                        + " clip; each needs " + LEAST_OF_A_CLASS + " or more.");
            }
        }
    }

    private static UserError broken(Path table, int index, String why) {
        return new UserError("table " + table + ", line " + (index + 1) + ": it " + why + ".");
    }
}
