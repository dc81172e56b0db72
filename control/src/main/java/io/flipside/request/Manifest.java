package io.flipside.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.AskedRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The rows of a manifest: a request for an audit each, whose clip may be an address alone. */
public final class Manifest {
    /** Largest manifest. */
    public static final int MOST_BYTES = 16 << 20;

    /** What a row may have as a request: many of them travel together. */
    private static final int MOST_ROW_BYTES = 32 * 1024;

    private static final String CLIP = "clip";

    private final NavigableMap<Integer, ObjectNode> rows;
    private final SortedMap<Integer, String> problems;

    /**
     * @param rows by line
     * @param problems of lines that are no rows, by line
     */
    Manifest(NavigableMap<Integer, ObjectNode> rows, SortedMap<Integer, String> problems) {
        this.rows = rows;
        this.problems = problems;
    }

    /** A manifest of rows that nobody wrote down: each is a line. */
    public static Manifest of(List<ObjectNode> rows) {
        NavigableMap<Integer, ObjectNode> lines = new TreeMap<>();
        rows.forEach(row -> lines.put(lines.size() + 1, row));
        return new Manifest(lines, Collections.emptySortedMap());
    }

    /**
     * Reads a manifest. What is wrong with single rows is said by {@link #requests}.
     *
     * @throws InvalidRequest if it is no manifest at all, or too large
     */
    public static Manifest read(byte[] bytes, ManifestFormat format) {
        if (bytes.length > MOST_BYTES) {
            throw new InvalidRequest(
                    "manifest", "has " + bytes.length + " bytes; at most " + MOST_BYTES + " are taken. Split it.");
        }
        Manifest manifest = format == ManifestFormat.CSV ? ManifestCsv.read(bytes) : lines(bytes);
        if (manifest.size() == 0) {
            throw new InvalidRequest("manifest", "has no rows. Give one for each audit.");
        }
        return manifest;
    }

    private static Manifest lines(byte[] bytes) {
        NavigableMap<Integer, ObjectNode> rows = new TreeMap<>();
        SortedMap<Integer, String> problems = new TreeMap<>();
        String[] lines = ManifestText.of(bytes).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                try {
                    rows.put(i + 1, StrictJson.object("row", lines[i].getBytes(StandardCharsets.UTF_8)));
                } catch (InvalidRequest e) {
                    problems.put(i + 1, String.valueOf(e.getMessage()));
                }
            }
        }
        return new Manifest(rows, problems);
    }

    /** Rows, the bad ones included. */
    public int size() {
        return rows.size() + problems.size();
    }

    /** Addresses of clips that rows give without more, each once, in order. */
    public List<String> clips() {
        return rows.values().stream()
                .map(row -> row.path(CLIP))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .distinct()
                .toList();
    }

    /**
     * The requests of all rows; of one that asks for several answers each of them.
     *
     * @param clips the reference of a clip by its address; throws {@link InvalidRequest} if there is none
     * @param check throws {@link InvalidRequest} if there can be no audit
     * @throws BadManifest naming the bad rows, all of them at once
     */
    public List<AskedRow> requests(Function<String, ArtifactRef> clips, Consumer<AuditRequest> check) {
        List<AskedRow> asked = new ArrayList<>();
        SortedMap<Integer, String> bad = new TreeMap<>(problems);
        rows.forEach((line, row) -> {
            try {
                for (AuditRequest request :
                        RequestReader.question(bytes(row.deepCopy(), clips)).seeded()) {
                    check.accept(request);
                    asked.add(new AskedRow(line, request));
                }
            } catch (InvalidRequest e) {
                bad.put(line, String.valueOf(e.getMessage()));
            }
        });
        if (!bad.isEmpty()) {
            throw new BadManifest(bad);
        }
        return asked;
    }

    private static byte[] bytes(ObjectNode row, Function<String, ArtifactRef> clips) {
        resolve(row, clips);
        byte[] json = row.toString().getBytes(StandardCharsets.UTF_8);
        if (json.length > MOST_ROW_BYTES) {
            throw new InvalidRequest("row", "has " + json.length + " bytes; at most " + MOST_ROW_BYTES + " are taken.");
        }
        return json;
    }

    private static void resolve(ObjectNode row, Function<String, ArtifactRef> clips) {
        JsonNode clip = row.path(CLIP);
        if (clip.isTextual()) {
            row.set(CLIP, StrictJson.tree(clips.apply(clip.textValue())));
        }
    }

    /**
     * The same as JSON lines, each row in the line that it came from, so that its number stays.
     *
     * @param clips in place of addresses; those that are not among them stay as they are
     */
    public byte[] jsonLines(Map<String, ArtifactRef> clips) {
        StringBuilder text = new StringBuilder();
        int line = 1;
        for (Map.Entry<Integer, ObjectNode> row : rows.entrySet()) {
            text.append("\n".repeat(row.getKey() - line));
            ObjectNode whole = row.getValue().deepCopy();
            Optional.ofNullable(clips.get(whole.path(CLIP).asText()))
                    .ifPresent(clip -> whole.set(CLIP, StrictJson.tree(clip)));
            text.append(whole);
            line = row.getKey();
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
