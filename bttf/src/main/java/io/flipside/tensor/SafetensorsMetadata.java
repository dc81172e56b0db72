package io.flipside.tensor;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies of safetensors files that say more in their metadata; the tensors' bytes stay as they are. */
public final class SafetensorsMetadata {
    private static final int LENGTH = 8;
    private static final String METADATA = "__metadata__";

    private SafetensorsMetadata() {}

    /**
     * Copies a file with one more pair of texts in its header.
     *
     * @param to must not be there
     * @throws io.flipside.UserError if the file is no valid safetensors
     */
    public static void add(Path from, Path to, String key, String value) throws IOException {
        SafetensorsFile.open(from);
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer length = read(in, 0, LENGTH);
            int bytes = Math.toIntExact(length.getLong());
            JsonObject header = StrictJson.object(read(in, LENGTH, bytes).array());
            JsonObject pairs = header.has(METADATA) ? header.getAsJsonObject(METADATA) : new JsonObject();
            pairs.addProperty(key, value);
            header.add(METADATA, pairs);
            ByteBuffer start = SafetensorsWriter.header(header);
            while (start.hasRemaining()) {
                out.write(start);
            }
            long position = LENGTH + (long) bytes;
            long end = in.size();
            while (position < end) {
                position += in.transferTo(position, end - position, out);
            }
        }
    }

    private static ByteBuffer read(FileChannel in, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("it ends early");
            }
        }
        return buffer.flip();
    }
}
