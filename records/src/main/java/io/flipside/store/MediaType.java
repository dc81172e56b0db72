package io.flipside.store;

import java.util.Map;

/** Media types of the files that an audit has to do with, by their extension. */
public final class MediaType {
    /** Of what nobody knows. */
    public static final String OCTETS = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = Map.of(
            "csv", "text/csv; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "json", "application/json",
            "mkv", "video/x-matroska",
            "mp4", "video/mp4",
            "png", "image/png",
            "safetensors", "application/vnd.safetensors");

    private MediaType() {}

    /** Of a file or key. */
    public static String ofName(String name) {
        return BY_EXTENSION.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OCTETS);
    }
}
