package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.flipside.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One safetensors file. Only its header is read when it is opened; a tensor is mapped when it is asked for, so a file
 * of any size needs no heap. A single tensor may have at most 2 GiB.
 */
public final class SafetensorsFile {
    private static final long MAX_HEADER = 100_000_000;

    private final Path path;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, SafetensorsHeader header) {
        this.path = path;
        this.header = header;
    }

    /**
     * Opens and checks a file.
     *
     * @throws UserError if it is missing, a pickle, or breaks a rule of the format
     */
    public static SafetensorsFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new UserError("weights file " + path + " does not exist. Give the path of a .safetensors file.");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer start = read(channel, 0, (int) Math.min(8, size));
            refusePickle(path, start);
            long length = start.remaining() == 8 ? start.getLong(0) : -1;
            if (length < 2 || length > MAX_HEADER || length > size - 8) {
                throw new UserError("weights file " + path + " is not valid safetensors: its header length is " + length
                        + " in a file of " + size + " bytes. Get the file again.");
            }
            String json = StandardCharsets.UTF_8
                    .decode(read(channel, 8, (int) length))
                    .toString();
            return new SafetensorsFile(path, SafetensorsHeader.parse(json, path.toString(), 8 + length, size));
        } catch (IOException e) {
            throw new UserError("weights file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The checked header. */
    public SafetensorsHeader header() {
        return header;
    }

    /**
     * Copies a tensor into native memory, as stored; brain floats come as float32.
     *
     * @param info one of this file's tensors
     * @param manager owner of the result
     */
    public NDArray read(TensorInfo info, NDManager manager) {
        if (info.bytes() > Integer.MAX_VALUE) {
            throw new UserError("weights file " + path + ": tensor '" + info.name() + "' is larger than 2 GiB. "
                    + "Split it, or store it in half precision.");
        }
        if (info.bytes() == 0) {
            return manager.create(info.shape(), info.dataType());
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, info.offset(), info.bytes());
            mapped.order(ByteOrder.nativeOrder());
            boolean brain = info.dataType() == DataType.BFLOAT16;
            ByteBuffer data = brain ? widened(mapped) : mapped;
            DataType type = brain ? DataType.FLOAT32 : info.dataType();
            // torch neither owns nor protects a buffer it was given: it gets a copy before the buffer goes
            try (NDArray view = manager.create(data, info.shape(), type)) {
                return view.duplicate();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading tensor " + info.name() + " of " + path, e);
        }
    }

    // DJL's native side aborts the process on a bfloat16 buffer; a brain float is the upper half of a float
    private static ByteBuffer widened(ByteBuffer brainFloats) {
        ShortBuffer halves = brainFloats.asShortBuffer();
        ByteBuffer floats = ByteBuffer.allocateDirect(Math.multiplyExact(halves.remaining(), Float.BYTES))
                .order(ByteOrder.nativeOrder());
        while (halves.hasRemaining()) {
            floats.putInt(halves.get() << Short.SIZE);
        }
        return floats.flip();
    }

    private static void refusePickle(Path path, ByteBuffer start) {
        boolean zip = start.remaining() >= 2 && start.get(0) == 'P' && start.get(1) == 'K';
        boolean pickle = start.remaining() >= 2
                && start.get(0) == (byte) 0x80
                && start.get(1) <= 5
                && start.get(1) >= 2
                && (start.remaining() < 8 || start.getLong(0) > MAX_HEADER);
        if (zip || pickle) {
            throw new UserError("weights file " + path + " is a PyTorch pickle, which can run code when it is read. "
                    + "Convert it to safetensors first.");
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.flip();
    }
}
