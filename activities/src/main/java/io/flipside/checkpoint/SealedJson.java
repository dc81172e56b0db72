package io.flipside.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flipside.store.Content;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A JSON object whose first field, {@code seal}, is the SHA-256 of the text without it: one changed bit anywhere shows,
 * and the seal survives copying by tools that drop an object's metadata.
 */
final class SealedJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(UpdateReportJson.module())
            .build();
    private static final String START = "{\"seal\":\"";
    private static final int BODY = START.length() + 64;

    private SealedJson() {}

    /** The same bytes for equal records. */
    static byte[] write(Record value) {
        try {
            String body = JSON.writeValueAsString(value).substring(1);
            return (START + hash(body) + "\"," + body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every record of this room is JSON", e);
        }
    }

    /** Empty if the seal is broken or the text is not such a record. */
    static <T extends Record> Optional<T> read(byte[] bytes, Class<T> type) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(START) || !text.startsWith("\",", BODY)) {
            return Optional.empty();
        }
        String body = text.substring(BODY + 2);
        if (!hash(body).equals(text.substring(START.length(), BODY))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue("{" + body, type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String hash(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
