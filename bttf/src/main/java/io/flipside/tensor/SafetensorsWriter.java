package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
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

/** Writes named tensors as a safetensors file: whole or not at all. */
public final class SafetensorsWriter {
    private static final Map<DataType, String> TYPES = Map.of(
            DataType.FLOAT64, "F64",
            DataType.FLOAT32, "F32",
            DataType.FLOAT16, "F16",
            DataType.INT64, "I64",
            DataType.INT32, "I32",
            DataType.UINT8, "U8");

    private SafetensorsWriter() {}

    /**
     * Writes a file, sorted by name, through a temporary neighbour that is moved into place.
     *
     * @param file where to
     * @param tensors by name
     * @param metadata free text pairs
     */
    public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) {
        Map<String, NDArray> sorted = new TreeMap<>(tensors);
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeFully(channel, header(sorted, metadata));
                for (NDArray array : sorted.values()) {
                    writeFully(channel, array.toByteBuffer());
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
        Map<String, NDArray> sorted = new TreeMap<>(tensors);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(sorted, metadata).array());
        for (NDArray array : sorted.values()) {
            ByteBuffer buffer = array.toByteBuffer();
            byte[] data = new byte[buffer.remaining()];
            buffer.get(data);
            bytes.writeBytes(data);
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer header(Map<String, NDArray> sorted, Map<String, String> metadata) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject pairs = new JsonObject();
            new TreeMap<>(metadata).forEach(pairs::addProperty);
            header.add("__metadata__", pairs);
        }
        long offset = 0;
        for (Map.Entry<String, NDArray> entry : sorted.entrySet()) {
            NDArray array = entry.getValue();
            long end = offset + array.getShape().size() * array.getDataType().getNumOfBytes();
            header.add(entry.getKey(), describe(array, offset, end));
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

    private static JsonObject describe(NDArray array, long begin, long end) {
        String type = TYPES.get(array.getDataType());
        if (type == null) {
            throw new IllegalArgumentException("no safetensors type for " + array.getDataType());
        }
        JsonObject entry = new JsonObject();
        entry.addProperty("dtype", type);
        JsonArray shape = new JsonArray();
        for (long dimension : array.getShape().getShape()) {
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
