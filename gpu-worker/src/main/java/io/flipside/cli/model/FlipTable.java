package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.semantics.FlipSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measured flips as a table: family, whether the shape really moves the target way, and the figures by name; CSV. */
final class FlipTable {
    private static final String FAMILY = "family";
    private static final String MOVES = "moves";

    private FlipTable() {}

    /**
     * Adds flips to a file, making it where there is none.
     *
     * @throws UserError if it cannot be written, or has other figures
     */
    static void add(Path file, List<FlipSample> flips) {
        if (flips.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(flips.get(0).figures().keySet());
        String head = FAMILY + "," + MOVES + "," + String.join(",", names);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, head + "\n");
            } else if (!Files.readAllLines(file).stream().findFirst().orElse("").equals(head)) {
                throw new UserError(
                        "file " + file + " holds other figures than " + String.join(", ", names) + ". Give a new one.");
            }
            Files.writeString(
                    file,
                    flips.stream().map(flip -> line(flip, names)).collect(Collectors.joining()),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String line(FlipSample flip, List<String> names) {
        return flip.family() + "," + flip.semantic() + ","
                + names.stream()
                        .map(name -> String.valueOf(flip.figures().getOrDefault(name, Double.NaN)))
                        .collect(Collectors.joining(","))
                + "\n";
    }

    /**
     * Reads one.
     *
     * @throws UserError naming the line that is no flip
     */
    static List<FlipSample> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be read: " + e.getMessage(), e);
        }
        List<String> head =
                lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split(",", -1));
        if (head.size() < 3 || !head.get(0).equals(FAMILY) || !head.get(1).equals(MOVES)) {
            throw new UserError("file " + file + " is no table of flips: its first line must begin with " + FAMILY + ","
                    + MOVES + ". Make one: flipside measure semantics --keep FILE.");
        }
        List<FlipSample> flips = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            flips.add(flip(file, i + 1, head, lines.get(i).split(",", -1)));
        }
        return flips;
    }

    private static FlipSample flip(Path file, int line, List<String> head, String[] cells) {
        if (cells.length != head.size() || !cells[1].equals("true") && !cells[1].equals("false")) {
            throw new UserError("file " + file + ", line " + line + ": must have " + head.size()
                    + " values, the second true or false.");
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int i = 2; i < cells.length; i++) {
            try {
                figures.put(head.get(i), Double.parseDouble(cells[i]));
            } catch (NumberFormatException e) {
                throw new UserError(
                        "file " + file + ", line " + line + ": " + head.get(i) + " must be a number, is '" + cells[i]
                                + "'.",
                        e);
            }
        }
        return new FlipSample(cells[0], cells[1].equals("true"), figures);
    }
}
