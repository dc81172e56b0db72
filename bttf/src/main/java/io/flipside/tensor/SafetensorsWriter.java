package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes named tensors as a safetensors file: whole or not at all. */
public final class SafetensorsWriter {
    private static final Map<DataType, ElementType> TYPES = Map.of(
            DataType.FLOAT64, ElementType.F64,
            DataType.FLOAT32, ElementType.F32,
            DataType.FLOAT16, ElementType.F16,
            DataType.INT64, ElementType.I64,
            DataType.INT32, ElementType.I32,
            DataType.UINT8, ElementType.U8);

    /**
     * A tensor that is made when it is written, so that a file may be larger than memory.
     *
     * @param type of its elements
     * @param shape its shape
     * @param bytes in little-endian order, asked for once
     */
    public record Content(ElementType type, Shape shape, Supplier<ByteBuffer> bytes) {
        static Content of(NDArray array) {
            ElementType type = TYPES.get(array.getDataType());
            if (type == null) {
                throw new IllegalArgumentException("no safetensors type for " + array.getDataType());
            }
            return new Content(type, array.getShape(), array::toByteBuffer);
        }

        long length() {
            return type.bytes(shape.size());
        }
    }

    private SafetensorsWriter() {}

    /**
     * Writes a file, sorted by name, through a temporary neighbour that is moved into place.
     *
     * @param file where to
     * @param tensors by name
     * @param metadata free text pairs
     */
    public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) {
        writeAll(file, contents(tensors), metadata);
    }

    /** The same of tensors that are made one by one. */
    public static void writeAll(Path file, Map<String, Content> tensors, Map<String, String> metadata) {
        Map<String, Content> sorted = new TreeMap<>(tensors);
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeFully(channel, header(sorted, metadata));
                for (Content content : sorted.values()) {
                    writeFully(channel, content.bytes().get());
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    /** The bytes of the file that {@link #write} would write; for small ones. */
    public static byte[] bytes(Map<String, NDArray> tensors, Map<String, String> metadata) {
        Map<String, Content> sorted = contents(tensors);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(sorted, metadata).array());
        for (Content content : sorted.values()) {
            ByteBuffer buffer = content.bytes().get();
            byte[] data = new byte[buffer.remaining()];
            buffer.get(data);
            bytes.writeBytes(data);
        }
        return bytes.toByteArray();
    }

    private static Map<String, Content> contents(Map<String, NDArray> tensors) {
        Map<String, Content> contents = new TreeMap<>();
        tensors.forEach((name, array) -> contents.put(name, Content.of(array)));
        return contents;
    }

    private static ByteBuffer header(Map<String, Content> sorted, Map<String, String> metadata) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject pairs = new JsonObject();
            new TreeMap<>(metadata).forEach(pairs::addProperty);
            header.add("__metadata__", pairs);
        }
        long offset = 0;
        for (Map.Entry<String, Content> entry : sorted.entrySet()) {
            long end = offset + entry.getValue().length();
            header.add(entry.getKey(), describe(entry.getValue(), offset, end));
            offset = end;
        }
        return header(header);
    }

    /** The start of a file: the length of its header, and the header. */
    static ByteBuffer header(JsonObject header) {
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        // readers map the data: keep it aligned to eight bytes
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(padded).put(json);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        return start.flip();
    }

    private static JsonObject describe(Content content, long begin, long end) {
        JsonObject entry = new JsonObject();
        entry.addProperty("dtype", content.type().name());
        JsonArray shape = new JsonArray();
        for (long dimension : content.shape().getShape()) {
            shape.add(dimension);
        }
        entry.add("shape", shape);
        JsonArray offsets = new JsonArray();
        offsets.add(begin);
        offsets.add(end);
        entry.add("data_offsets", offsets);
        return entry;
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
