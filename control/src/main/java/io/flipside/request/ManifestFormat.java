package io.flipside.request;

import io.flipside.audit.InvalidRequest;
import java.util.Locale;

/** How a manifest is written. */
public enum ManifestFormat {
    /** Comma-separated values with a header (RFC 4180). */
    CSV,
    /** A request for an audit in each line, as JSON. */
    JSON_LINES;

    /**
     * The format of a file by its name.
     *
     * @throws InvalidRequest naming the field if the name's end says nothing
     */
    public static ManifestFormat of(String field, String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (end) {
            case "csv" -> CSV;
            case "jsonl", "ndjson" -> JSON_LINES;
            default -> throw new InvalidRequest(field, "must end in .csv, .jsonl or .ndjson: that says what it is.");
        };
    }
}
