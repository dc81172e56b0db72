package io.flipside.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.Evaluation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * JSON of one form: equal values have equal bytes, whatever writes them. UTF-8 without a mark of byte order; the fields
 * of every object by name, in the order of their UTF-16 code units; no field without a value; no space between tokens;
 * of the decimal numbers that are read as the same double the shortest, so that the version of Java does not matter;
 * numbers that are not finite as {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}; one line feed at the end.
 */
final class CanonicalJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(AuditRequest.class, AsItIs.class)
            .addMixIn(Evaluation.class, WithoutFormerFields.class)
            .build();

    /** A request that somebody sends is read strictly, and may be of a former version; one that was kept is neither. */
    @JsonDeserialize
    private interface AsItIs {}

    /** They are there for readers of what lies elsewhere. */
    @JsonIgnoreProperties({"ssim", "firstFrameSsim"})
    private interface WithoutFormerFields {}

    private CanonicalJson() {}

    /** Writes a value that is an object in JSON. */
    static byte[] bytes(Object value) {
        try {
            // by way of maps, which are sorted: the fields of types have an order of their own
            String json = MAPPER.writeValueAsString(MAPPER.convertValue(value, TreeMap.class));
            return (json + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #bytes} wrote in this build or a later one: fields that are not known are passed over.
     *
     * @throws AuditJson.Damaged if it is something else
     */
    static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new AuditJson.Damaged(type, e);
        }
    }
}
