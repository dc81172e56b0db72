package io.flipside.tensor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.internal.LazilyParsedNumber;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** JSON of RFC 8259 and nothing else: UTF-8, one value, no name twice in an object, nested 64 deep at most. */
final class StrictJson {
    private static final int MAX_DEPTH = 64;

    private StrictJson() {}

    /** @throws IOException saying where the text breaks a rule */
    static JsonObject object(byte[] utf8) throws IOException {
        try (JsonReader reader = reader(new ByteArrayInputStream(utf8))) {
            JsonElement root = value(reader);
            end(reader);
            if (!root.isJsonObject()) {
                throw new MalformedJsonException("it is no object");
            }
            return root.getAsJsonObject();
        }
    }

    /** A reader of strict UTF-8 that takes strict JSON only. */
    static JsonReader reader(InputStream utf8) {
        JsonReader reader = new JsonReader(new InputStreamReader(
                utf8,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
        return reader;
    }

    /** @throws MalformedJsonException unless nothing follows */
    static void end(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("more follows after its end");
        }
    }

    private static JsonElement value(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> objectOf(reader);
            case BEGIN_ARRAY -> arrayOf(reader);
            case STRING -> new JsonPrimitive(reader.nextString());
            // as written: whoever asks for it decides what kind of number it must be
            case NUMBER -> new JsonPrimitive(new LazilyParsedNumber(reader.nextString()));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            default -> throw new MalformedJsonException("a value is missing");
        };
    }

    private static JsonObject objectOf(JsonReader reader) throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw new MalformedJsonException("it has '" + Printable.of(name) + "' twice");
            }
            object.add(name, value(reader));
        }
        reader.endObject();
        return object;
    }

    private static JsonArray arrayOf(JsonReader reader) throws IOException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value(reader));
        }
        reader.endArray();
        return array;
    }
}
