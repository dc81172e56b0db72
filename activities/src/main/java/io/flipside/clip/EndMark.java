package io.flipside.clip;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The mark with which a GIF, an animated PNG or an Ogg file says that it is all there. These do not declare their
 * length, and FFmpeg reads what there is.
 */
final class EndMark {
    private static final int GIF_IMAGE = 0x2C;
    private static final int GIF_EXTENSION = 0x21;
    private static final int GIF_TRAILER = 0x3B;
    private static final int OGG_HEADER = 27;
    private static final int OGG_END_OF_STREAM = 4;

    private EndMark() {}

    /** Whether a file of these kinds ends before its mark. False for other files. */
    static boolean isMissing(Path file) throws IOException {
        try (var input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            input.mark(8);
            String head = new String(input.readNBytes(8), StandardCharsets.ISO_8859_1);
            input.reset();
            if (head.startsWith("GIF8")) {
                return !hasTrailer(input);
            } else if (head.startsWith("\u0089PNG")) {
                return !hasEndChunk(input);
            }
            return head.startsWith("OggS") && !everyStreamEnds(input);
        } catch (EOFException e) {
            return true;
        }
    }

    private static boolean hasTrailer(DataInputStream input) throws IOException {
        input.skipNBytes(10);
        skipColours(input, input.readUnsignedByte());
        input.skipNBytes(2);
        while (true) {
            int block = input.readUnsignedByte();
            if (block == GIF_TRAILER) {
                return true;
            } else if (block == GIF_IMAGE) {
                input.skipNBytes(8);
                skipColours(input, input.readUnsignedByte());
                input.skipNBytes(1);
            } else if (block == GIF_EXTENSION) {
                input.skipNBytes(1);
            } else {
                return false;
            }
            for (int size = input.readUnsignedByte(); size > 0; size = input.readUnsignedByte()) {
                input.skipNBytes(size);
            }
        }
    }

    /** A table of colours, if the packed byte before it announces one. */
    private static void skipColours(DataInputStream input, int packed) throws IOException {
        if ((packed & 0x80) != 0) {
            input.skipNBytes(3L << ((packed & 7) + 1));
        }
    }

    private static boolean hasEndChunk(DataInputStream input) throws IOException {
        input.skipNBytes(8);
        while (true) {
            long size = Integer.toUnsignedLong(input.readInt());
            String type = new String(input.readNBytes(4), StandardCharsets.ISO_8859_1);
            input.skipNBytes(size + 4);
            if (type.equals("IEND")) {
                return true;
            }
        }
    }

    private static boolean everyStreamEnds(DataInputStream input) throws IOException {
        Set<Integer> open = new HashSet<>();
        byte[] page = input.readNBytes(OGG_HEADER);
        while (page.length > 0) {
            if (!Arrays.equals(page, 0, Math.min(4, page.length), "OggS".getBytes(StandardCharsets.ISO_8859_1), 0, 4)) {
                break;
            }
            if (page.length < OGG_HEADER) {
                return false;
            }
            int stream = Arrays.hashCode(Arrays.copyOfRange(page, 14, 18));
            if ((page[5] & OGG_END_OF_STREAM) == 0) {
                open.add(stream);
            } else {
                open.remove(stream);
            }
            long size = 0;
            for (byte segment : input.readNBytes(page[26] & 0xFF)) {
                size += segment & 0xFF;
            }
            input.skipNBytes(size);
            page = input.readNBytes(OGG_HEADER);
        }
        return open.isEmpty();
    }
}
