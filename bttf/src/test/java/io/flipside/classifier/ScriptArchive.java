package io.flipside.classifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small TorchScript programs with one trainable weight {@code w} of three numbers, as torch.jit.save would write them. */
final class ScriptArchive {
    private static final String CLASS =
            """
            class Model(Module):
              __parameters__ = ["w", ]
              __buffers__ = []
              w : Tensor
              training : bool
              def forward(self: __torch__.Model, x: Tensor) -> Tensor:
            """;

    private ScriptArchive() {}

    /** The program whose {@code forward} has these lines. */
    static byte[] of(String... lines) {
        StringBuilder code = new StringBuilder(CLASS);
        for (String line : lines) {
            code.append("    ").append(line).append('\n');
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            stored(zip, "model/data.pkl", object());
            ByteBuffer weight = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            weight.putFloat(1).putFloat(-2).putFloat(3);
            stored(zip, "model/data/0", weight.array());
            stored(zip, "model/code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
            stored(zip, "model/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            stored(zip, "model/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // protocol 2: __torch__.Model with {"w": a leaf that requires a gradient, "training": true}
    private static byte[] object() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        ascii(pickle, "c__torch__\nModel\n)\u0081}(");
        text(pickle, "w");
        ascii(pickle, "ctorch._utils\n_rebuild_tensor_v2\n((");
        text(pickle, "storage");
        ascii(pickle, "ctorch\nFloatStorage\n");
        text(pickle, "0");
        text(pickle, "cpu");
        ascii(pickle, "K\u0003tQK\u0000K\u0003\u0085K\u0001\u0085\u0088ccollections\nOrderedDict\n)RtR");
        text(pickle, "training");
        ascii(pickle, "\u0088ub.");
        return pickle.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream pickle, String opcodes) throws IOException {
        pickle.write(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void text(ByteArrayOutputStream pickle, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        pickle.write('X');
        pickle.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        pickle.write(bytes);
    }

    private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
