package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.WorkerTrouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * One safetensors file, mapped when it is opened, so a file of any size needs no heap. Only its header is read then. A
 * single tensor may have at most 2 GiB.
 */
public final class SafetensorsFile {
    private final Path path;
    private final SafetensorsHeader header;
    private final MappedFile content;
    private final FileIdentity identity;

    private SafetensorsFile(Path path, SafetensorsHeader header, MappedFile content, FileIdentity identity) {
        this.path = path;
        this.header = header;
        this.content = content;
        this.identity = identity;
    }

    /**
     * Opens and checks a file of a model.
     *
     * @throws UserError if it is missing, a pickle, or breaks a rule of the format
     */
    public static SafetensorsFile open(Path path) {
        return open(path, HeaderLimits.MODEL);
    }

    /** As above, with limits for the header. */
    public static SafetensorsFile open(Path path, HeaderLimits limits) {
        if (!Files.isRegularFile(path)) {
            throw new UserError("weights file " + path + " does not exist. Give the path of a .safetensors file.");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            FileIdentity identity = FileIdentity.of(path);
            long size = channel.size();
            ByteBuffer start = read(channel, 0, (int) Math.min(8, size));
            refusePickle(path, start);
            long length = start.remaining() == 8 ? start.getLong(0) : -1;
            if (length < 2 || length > HeaderLimits.FORMAT_BYTES || length > size - 8) {
                throw new UserError("weights file " + path + " is not valid safetensors: its header length is " + length
                        + " in a file of " + size + " bytes. Get the file again.");
            } else if (length > limits.bytes()) {
                throw new UserError("weights file " + path + " has a header of " + length + " bytes; at most "
                        + limits.bytes() + " are taken here.");
            }
            byte[] json = read(channel, 8, (int) length).array();
            SafetensorsHeader.File file = new SafetensorsHeader.File(path.toString(), 8 + length, size);
            SafetensorsHeader header = SafetensorsHeader.parse(new ByteArrayInputStream(json), file, limits);
            List<Long> begins = new ArrayList<>();
            header.tensors().values().forEach(info -> begins.add(info.offset()));
            return new SafetensorsFile(path, header, MappedFile.of(channel, begins), identity);
        } catch (IOException e) {
            throw new UserError("weights file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where it lies. */
    Path path() {
        return path;
    }

    /** The checked header. */
    public SafetensorsHeader header() {
        return header;
    }

    /** sha256 of the mapped bytes, in lower-case hexadecimal. Reads the whole file. */
    public String sha256() {
        return content.sha256();
    }

    /**
     * Copies a tensor into native memory, as stored; brain floats come as float32.
     *
     * @param info one of this file's tensors
     * @param manager owner of the result
     * @throws UserError if the tensor is empty, larger than 2 GiB, or of a type that no array has
     */
    public NDArray read(TensorInfo info, NDManager manager) {
        boolean brain = readable(info) == DataType.BFLOAT16;
        // torch neither owns nor protects a buffer it was given: it gets a copy before the buffer goes
        try (NDArray view = view(info, manager)) {
            return brain ? HalfPrecision.brainFloats(view, manager) : view.duplicate();
        }
    }

    /**
     * The same with the bits as stored: half precision stays so, and brain floats come as the bits of float16.
     *
     * @throws UserError as {@link #read} does
     */
    NDArray bits(TensorInfo info, NDManager manager) {
        readable(info);
        try (NDArray view = view(info, manager)) {
            return view.duplicate();
        }
    }

    /** Reads the pages of a tensor ahead, as far as the file still has them. */
    void fetch(TensorInfo info) {
        if (identity.sizeNow(path) >= end(info)) {
            content.fetch(info.offset(), (int) info.bytes());
        }
    }

    /** Touching a page that a file no longer has ends the process. */
    private void requireWhole(TensorInfo info) {
        long size = identity.sizeNow(path);
        if (size < end(info)) {
            throw new WorkerTrouble(
                    "weights file " + path + " was cut to " + size + " bytes while it was used: tensor '"
                            + Printable.of(info.name())
                            + "' is no longer in it. Put the whole file back; to change weights, put"
                            + " a new file in the place of the old one.");
        }
    }

    private static long end(TensorInfo info) {
        return info.offset() + info.bytes();
    }

    // DJL's native side aborts the process on a buffer of brain floats: it sees their bits as float16
    private NDArray view(TensorInfo info, NDManager manager) {
        DataType stored = readable(info);
        requireWhole(info);
        ByteBuffer mapped = content.part(info.offset(), (int) info.bytes());
        return manager.create(mapped, info.shape(), stored == DataType.BFLOAT16 ? DataType.FLOAT16 : stored);
    }

    /**
     * Some rows of a table in float32, from a tensor of any size.
     *
     * @param info a tensor of two dimensions in float32, float16 or bfloat16
     * @param rows which, in this order
     * @throws UserError if there is no such row
     */
    NDArray rows(TensorInfo info, long[] rows, NDManager manager) {
        int width = Math.toIntExact(info.shape().get(1));
        int bytes = Math.toIntExact(info.type().bytes(width));
        float[] values = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= info.shape().get(0)) {
                throw new UserError("weights file " + path + ": tensor '" + Printable.of(info.name()) + "' has "
                        + info.shape().get(0) + " rows; row " + rows[i] + " is asked for. Check that the tokenizer"
                        + " belongs to these weights.");
            }
            ByteBuffer row = content.copy(info.offset() + rows[i] * bytes, bytes);
            for (int column = 0; column < width; column++) {
                values[i * width + column] = value(info.type(), row, column);
            }
        }
        return manager.create(values, new Shape(rows.length, width));
    }

    private static float value(ElementType type, ByteBuffer row, int column) {
        return switch (type) {
            case F16 -> (float) half(row.getShort(column * Short.BYTES));
            case BF16 -> Float.intBitsToFloat(row.getShort(column * Short.BYTES) << Short.SIZE);
            default -> row.getFloat(column * Float.BYTES);
        };
    }

    /**
     * The one number of a tensor, read without an array.
     *
     * @throws UserError if it is not one number
     */
    public double scalar(TensorInfo info) {
        if (info.shape().size() != 1 || info.type().array().isEmpty()) {
            throw new UserError("weights file " + path + ": tensor '" + Printable.of(info.name()) + "' must be one"
                    + " number; it is stored as " + info.type().described() + " of shape " + info.shape() + ".");
        }
        ByteBuffer value = content.part(info.offset(), (int) info.bytes());
        return switch (info.type()) {
            case F64 -> value.getDouble(0);
            case F32 -> value.getFloat(0);
            case F16 -> half(value.getShort(0));
            case BF16 -> Float.intBitsToFloat(value.getShort(0) << Short.SIZE);
            case I64 -> value.getLong(0);
            case I32 -> value.getInt(0);
            default -> Byte.toUnsignedInt(value.get(0));
        };
    }

    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size = exponent == 0
                ? Math.scalb((double) fraction, -24)
                : exponent == 0x1F
                        ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                        : Math.scalb(0x400 + (double) fraction, exponent - 25);
        return bits < 0 ? -size : size;
    }

    // what DJL's native side would answer with an abort of the process must not come to it
    private DataType readable(TensorInfo info) {
        if (info.bytes() > Integer.MAX_VALUE) {
            throw new UserError("weights file " + path + ": tensor '" + Printable.of(info.name())
                    + "' is larger than 2 GiB. Split it, or store it in half precision.");
        } else if (info.bytes() == 0) {
            throw new UserError("weights file " + path + ": tensor '" + Printable.of(info.name()) + "' of shape "
                    + info.shape() + " is empty. Get the file again.");
        }
        return info.type()
                .array()
                .orElseThrow(() -> new UserError("weights file " + path + ": tensor '" + Printable.of(info.name())
                        + "' is stored as " + info.type().described() + ", which cannot be read. "
                        + "Convert it to float32, float16 or bfloat16."));
    }

    private static void refusePickle(Path path, ByteBuffer start) {
        boolean zip = start.remaining() >= 2 && start.get(0) == 'P' && start.get(1) == 'K';
        boolean pickle = start.remaining() >= 2
                && start.get(0) == (byte) 0x80
                && start.get(1) <= 5
                && start.get(1) >= 2
                && (start.remaining() < 8 || start.getLong(0) > HeaderLimits.FORMAT_BYTES);
        if (zip || pickle) {
            throw new UserError("weights file " + path + " is a PyTorch pickle, which can run code when it is read. "
                    + "Convert it to safetensors first.");
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("it ends after " + (position + buffer.position()) + " bytes");
            }
        }
        return buffer.flip();
    }
}
