package io.flipside.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.audit.Check;
import io.flipside.audit.InvalidRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** Manifests as comma-separated values: columns by name, in any order; what is blank is not given. */
final class ManifestCsv {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();
    private static final List<String> REQUIRED = List.of("clip", "target");
    private static final List<String> KNOWN =
            List.of("clip", "target", "classifier", "generator", "seed", "answers", "method", "preset");
    private static final String PLAN = PlanReader.PLAN + ".";
    private static final int MOST_SHOWN = 60;

    private ManifestCsv() {}

    /** @throws InvalidRequest if its header is wrong, or it cannot be split into rows */
    static Manifest read(byte[] bytes) {
        NavigableMap<Integer, ObjectNode> rows = new TreeMap<>();
        SortedMap<Integer, String> problems = new TreeMap<>();
        try (CSVParser parser = CSVParser.parse(ManifestText.of(bytes), FORMAT)) {
            List<String> header = parser.getHeaderNames();
            check(header);
            for (CSVRecord row : parser) {
                int line = (int) parser.getCurrentLineNumber();
                if (row.isConsistent()) {
                    rows.put(line, request(header, row));
                } else {
                    problems.put(line, "has " + row.size() + " cells; the header has " + header.size() + ".");
                }
            }
            return new Manifest(rows, problems);
        } catch (InvalidRequest e) {
            throw e;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            String problem = Check.printable(String.valueOf(e.getMessage()), 2 * MOST_SHOWN);
            throw new InvalidRequest("manifest", "is no CSV with a header: " + problem);
        }
    }

    private static void check(List<String> header) {
        for (String column : header) {
            if (!KNOWN.contains(column) && !column.startsWith(PLAN)) {
                throw new InvalidRequest(
                        "manifest",
                        "has a column '" + Check.printable(column, MOST_SHOWN) + "', which is not known. Known are "
                                + String.join(", ", KNOWN) + ", and plan.SECTION.FIELD for a plan's fields.");
            }
        }
        for (String column : REQUIRED) {
            if (!header.contains(column)) {
                throw new InvalidRequest("manifest", "has no column '" + column + "'. Its first line must name it.");
            }
        }
    }

    private static ObjectNode request(List<String> header, CSVRecord row) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            String text = row.get(i);
            if (!text.isEmpty()) {
                put(request, header.get(i), text);
            }
        }
        return request;
    }

    private static void put(ObjectNode request, String column, String text) {
        if (column.startsWith(PLAN)) {
            String[] path = column.split("\\.", -1);
            ObjectNode place = request;
            for (int i = 0; i < path.length - 1; i++) {
                place = place.path(path[i]) instanceof ObjectNode there ? there : place.putObject(path[i]);
            }
            place.set(path[path.length - 1], value(text));
            return;
        }
        switch (column) {
            case "target" -> request.put("targetClass", text);
            case "method" -> request.withObjectProperty(PlanReader.PLAN).put("method", text);
            case "seed", "answers" -> request.set(column, value(text));
            default -> request.put(column, text);
        }
    }

    /** A number, a list or a word, as it would stand in JSON; else the text, of which the request's reader says more. */
    private static JsonNode value(String text) {
        try {
            JsonNode value = JSON.readTree(text);
            return value.isMissingNode() ? JsonNodeFactory.instance.textNode(text) : value;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
