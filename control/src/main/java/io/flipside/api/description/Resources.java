package io.flipside.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The JSON files that lie beside the description. */
final class Resources {
    private static final String FOLDER = "/io/flipside/api/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Resources() {}

    /** One of them, if it is there. */
    static Optional<JsonNode> json(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a published schema", e);
        }
    }

    /** As maps, lists and plain values. */
    static Object plain(JsonNode json) {
        return JSON.convertValue(json, Object.class);
    }
}
