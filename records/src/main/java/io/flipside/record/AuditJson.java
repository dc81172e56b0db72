package io.flipside.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** JSON as the store keeps it: equal values give equal bytes. */
public final class AuditJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            // it cannot read a name back that it has written with an escaped surrogate pair, such as a file's emoji
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();
    private static final ObjectMapper LENIENT =
            MAPPER.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private AuditJson() {}

    /** Writes a value. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
        }
    }

    /** What {@link #bytes} would write, as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws Damaged if it is something else
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new Damaged(type, e);
        }
    }

    /**
     * Reads what {@link #bytes} wrote in this build or a later one: fields that are not known are passed over.
     *
     * @throws Damaged if it is something else
     */
    public static <T> T readKnown(byte[] json, Class<T> type) {
        try {
            return LENIENT.readValue(json, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new Damaged(type, e);
        }
    }

    /** What the store keeps cannot be read: somebody else wrote it, or another version of this program. */
    public static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(Class<?> type, Exception cause) {
            super("what the store keeps is no " + type.getSimpleName() + ": " + cause.getMessage(), cause);
        }
    }
}
