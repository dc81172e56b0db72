package io.flipside.library;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Safetensors files of true size with a header and nothing behind it: they take a few kilobytes on disk. */
final class SparseFiles {
    private static final long TWO_BYTES = 2;

    private SparseFiles() {}

    /** Names and shapes of every tensor of a public network. */
    static Map<String, long[]> manifest(String name) throws IOException {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SparseFiles.class.getResourceAsStream("/manifests/" + name + ".txt")),
                StandardCharsets.UTF_8))) {
            for (String line : reader.lines().filter(l -> !l.isBlank()).toList()) {
                String[] cells = line.split("\t");
                shapes.put(
                        cells[0],
                        Stream.of(cells[1].replaceAll("[\\[\\] ]", "").split(","))
                                .filter(side -> !side.isEmpty()) // a scalar has none
                                .mapToLong(Long::parseLong)
                                .toArray());
            }
        }
        return shapes;
    }

    /** One file in bfloat16. */
    static Path write(Path file, Map<String, long[]> shapes) throws IOException {
        return write(file, shapes, "BF16", TWO_BYTES);
    }

    static Path write(Path file, Map<String, long[]> shapes, String type, long width) throws IOException {
        Files.createDirectories(file.getParent());
        JsonObject header = new JsonObject();
        long offset = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            JsonObject tensor = new JsonObject();
            tensor.addProperty("dtype", type);
            tensor.add("shape", list(entry.getValue()));
            long end = offset + width * LongStream.of(entry.getValue()).reduce(1, (a, b) -> a * b);
            tensor.add("data_offsets", list(offset, end));
            header.add(entry.getKey(), tensor);
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            out.write(json);
            out.setLength(8 + json.length + offset);
        }
        return file;
    }

    /** Shards and their index, each with as many tensors as the others. */
    static void shards(Path folder, String name, int count, Map<String, long[]> shapes) throws IOException {
        JsonObject map = new JsonObject();
        List<Map.Entry<String, long[]>> all = List.copyOf(shapes.entrySet());
        for (int shard = 0; shard < count; shard++) {
            String file = String.format("%s-%05d-of-%05d.safetensors", name, shard + 1, count);
            Map<String, long[]> own = new LinkedHashMap<>();
            for (int i = shard * all.size() / count; i < (shard + 1) * all.size() / count; i++) {
                own.put(all.get(i).getKey(), all.get(i).getValue());
                map.addProperty(all.get(i).getKey(), file);
            }
            write(folder.resolve(file), own);
        }
        JsonObject index = new JsonObject();
        index.add("weight_map", map);
        Files.writeString(folder.resolve(name + ".safetensors.index.json"), index.toString());
    }

    private static JsonArray list(long... numbers) {
        JsonArray array = new JsonArray();
        LongStream.of(numbers).forEach(array::add);
        return array;
    }
}
