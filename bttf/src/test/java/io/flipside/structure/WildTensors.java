package io.flipside.structure;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.flipside.tensor.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A safetensors file taken apart, so that it can be put together with other types, shapes, names and headers. */
final class WildTensors {
    /** One tensor: name, element type and shape; its data are zeros of the right length. */
    record Entry(String name, String dtype, List<Long> shape) {
        long bytes() {
            long bits = bits(dtype);
            for (long dimension : shape) {
                bits *= dimension;
            }
            return (bits + 7) / 8;
        }

        private static long bits(String dtype) {
            return switch (ElementType.valueOf(dtype)) {
                case F64, I64, U64, C64 -> 64;
                case F32, I32, U32 -> 32;
                case F16, BF16, I16, U16 -> 16;
                case F6_E2M3, F6_E3M2 -> 6;
                case F4 -> 4;
                default -> 8;
            };
        }
    }

    private final byte[] original;
    private final String header;

    WildTensors(Path file) throws IOException {
        original = Files.readAllBytes(file);
        int length =
                (int) ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        header = new String(original, 8, length, StandardCharsets.UTF_8).strip();
    }

    /** The header's text. */
    String header() {
        return header;
    }

    /** The file as it was. */
    byte[] original() {
        return original.clone();
    }

    /** The tensors in file order. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry :
                JsonParser.parseString(header).getAsJsonObject().entrySet()) {
            if (!entry.getKey().equals("__metadata__")) {
                JsonObject info = entry.getValue().getAsJsonObject();
                List<Long> shape = new ArrayList<>();
                info.getAsJsonArray("shape").forEach(d -> shape.add(d.getAsLong()));
                entries.add(new Entry(entry.getKey(), info.get("dtype").getAsString(), shape));
            }
        }
        return entries;
    }

    /** The file with another header before the same data. */
    byte[] withHeader(String text) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        int data = 8
                + (int) ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        ByteBuffer file =
                ByteBuffer.allocate(8 + json.length + original.length - data).order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(json.length)
                .put(json)
                .put(original, data, original.length - data)
                .array();
    }

    /** A valid file of these tensors, with the original's metadata. */
    byte[] of(List<Entry> entries) {
        JsonObject json = new JsonObject();
        JsonElement metadata = JsonParser.parseString(header).getAsJsonObject().get("__metadata__");
        if (metadata != null) {
            json.add("__metadata__", metadata);
        }
        long offset = 0;
        for (Entry entry : entries) {
            JsonObject info = new JsonObject();
            info.addProperty("dtype", entry.dtype());
            JsonArray shape = new JsonArray();
            entry.shape().forEach(shape::add);
            info.add("shape", shape);
            JsonArray offsets = new JsonArray();
            offsets.add(offset);
            offsets.add(offset + entry.bytes());
            offset += entry.bytes();
            info.add("data_offsets", offsets);
            json.add(entry.name(), info);
        }
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        file.writeBytes(text);
        file.writeBytes(new byte[Math.toIntExact(offset)]);
        return file.toByteArray();
    }
}
