package io.flipside.tensor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs our operator declarations as a TorchScript archive: a zip of stored entries around the serialised form of one
 * class. It is made from our own resource in memory; nothing from outside is ever packed or loaded this way.
 */
final class AtenArchive {
    private AtenArchive() {}

    /** The archive of the methods declared in {@code aten.ts}. */
    static InputStream open() {
        try (InputStream code = AtenArchive.class.getResourceAsStream("aten.ts")) {
            if (code == null) {
                throw new IllegalStateException("aten.ts is missing from the jar: build again");
            }
            return new ByteArrayInputStream(pack(code.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive of one class {@code Ops} with the given code. */
    static byte[] pack(byte[] code) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            stored(zip, "aten/data.pkl", object());
            stored(zip, "aten/code/__torch__.py", code);
            stored(zip, "aten/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            stored(zip, "aten/version", "10\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // protocol 2: an object of class __torch__.Ops with state {"training": false}
    private static byte[] object() {
        byte[] name = "training".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer pickle = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        pickle.put(new byte[] {(byte) 0x80, 2});
        pickle.put("c__torch__\nOps\n".getBytes(StandardCharsets.US_ASCII));
        pickle.put(new byte[] {0x71, 0, 0x29, (byte) 0x81, 0x7d, 0x28, 0x58});
        pickle.putInt(name.length).put(name);
        pickle.put(new byte[] {(byte) 0x89, 0x75, 0x62, 0x2e});
        byte[] result = new byte[pickle.position()];
        pickle.flip().get(result);
        return result;
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
