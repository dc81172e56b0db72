package io.flipside.clip;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * How long a Matroska, MP4, AVI or ASF file says that it is. FFmpeg reads a file that was cut between two frames to its
 * end and calls it whole; these containers know better.
 */
final class DeclaredLength {
    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int RIFF = 0x52494646;
    private static final int ASF = 0x3026B275;

    private static final long ASF_PROPERTIES = 0xA1DCAB8C47A9CF11L;
    private static final Set<String> BOXES =
            Set.of("ftyp", "styp", "moov", "moof", "mdat", "mfra", "sidx", "free", "skip", "wide", "uuid", "meta");

    private DeclaredLength() {}

    /** Whether the file ends before the end that it declares. False for containers that declare none. */
    static boolean isCutOff(Path file) throws IOException {
        try (var input = new RandomAccessFile(file.toFile(), "r")) {
            int head = input.length() < 4 ? 0 : input.readInt();
            return switch (head) {
                case EBML -> segmentEnd(input) > input.length();
                case RIFF -> riffEnd(input) > input.length();
                case ASF -> asfEnd(input) > input.length();
                default -> boxesEnd(input) > input.length();
            };
        } catch (EOFException e) {
            return true;
        }
    }

    private static long segmentEnd(RandomAccessFile input) throws IOException {
        input.seek(4);
        long header = elementSize(input);
        input.seek(input.getFilePointer() + header);
        if (input.readInt() != SEGMENT) {
            return 0;
        }
        long size = elementSize(input);
        // A live recording does not know its size: it may end anywhere.
        return size < 0 ? 0 : input.getFilePointer() + size;
    }

    /** A number of 1 to 8 bytes, their count given by the leading zero bits; negative if all bits of it are set. */
    private static long elementSize(RandomAccessFile input) throws IOException {
        int first = input.readUnsignedByte();
        int more = Integer.numberOfLeadingZeros(first) - 24;
        long value = first & (0x7F >> more);
        for (int i = 0; i < more; i++) {
            value = (value << 8) | input.readUnsignedByte();
        }
        boolean unknown = value == (1L << (7 * (more + 1))) - 1;
        return unknown ? -1 : value;
    }

    private static long boxesEnd(RandomAccessFile input) throws IOException {
        long at = 0;
        while (at + 8 <= input.length()) {
            input.seek(at);
            long size = input.readInt() & 0xFFFFFFFFL;
            var type = new byte[4];
            input.readFully(type);
            if (!BOXES.contains(new String(type, StandardCharsets.ISO_8859_1))) {
                return at;
            }
            if (size == 1) {
                size = input.readLong();
            }
            if (size < 8) {
                return at;
            }
            at += size;
        }
        return at;
    }

    private static long riffEnd(RandomAccessFile input) throws IOException {
        long at = 0;
        // Beyond a gigabyte there is more than one of them.
        while (at + 8 <= input.length()) {
            input.seek(at);
            if (input.readInt() != RIFF) {
                return at;
            }
            long size = Integer.toUnsignedLong(Integer.reverseBytes(input.readInt()));
            boolean unknown = size == 0 || size == 0xFFFFFFFFL;
            // Some writers count these eight bytes too.
            if (unknown || size == input.length()) {
                return 0;
            }
            at += 8 + size + size % 2;
        }
        return at;
    }

    private static long asfEnd(RandomAccessFile input) throws IOException {
        input.seek(16);
        long header = Long.reverseBytes(input.readLong());
        long at = 30;
        while (at >= 30 && at + 24 <= header) {
            input.seek(at);
            long kind = input.readLong();
            input.readLong();
            long size = Long.reverseBytes(input.readLong());
            if (kind == ASF_PROPERTIES) {
                input.seek(at + 40);
                long declared = Long.reverseBytes(input.readLong());
                input.seek(at + 88);
                boolean broadcast = (Integer.reverseBytes(input.readInt()) & 1) != 0;
                return broadcast ? 0 : declared;
            }
            at += Math.max(24, size);
        }
        return header;
    }
}
