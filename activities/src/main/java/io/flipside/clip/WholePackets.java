package io.flipside.clip;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Whether a Flash file, a transport stream or a program stream ends inside a packet. These are made to be cut anywhere
 * between two: what is missing there nobody can tell.
 */
final class WholePackets {
    private static final int FLASH = 0x464C56;
    private static final int TRANSPORT_SYNC = 0x47;
    private static final int PACK = 0x1BA;
    private static final int END = 0x1B9;

    private WholePackets() {}

    /** Whether the last packet is not all there. False for other files. */
    static boolean isCutOff(Path file) throws IOException {
        try (var input = new RandomAccessFile(file.toFile(), "r")) {
            long length = input.length();
            if (length < 14) {
                return false;
            }
            int head = input.readInt();
            if (head >>> 8 == FLASH) {
                return tagsEnd(input) > length;
            } else if (head == PACK) {
                return packsEnd(input) > length;
            }
            int packet = transportPacket(input);
            return packet > 0 && length % packet != 0;
        }
    }

    private static long tagsEnd(RandomAccessFile input) throws IOException {
        input.seek(5);
        long at = Integer.toUnsignedLong(input.readInt()) + 4;
        while (at + 4 <= input.length()) {
            input.seek(at);
            int head = input.readInt();
            int kind = head >>> 24 & 0x1F;
            if (kind != 8 && kind != 9 && kind != 18) {
                return at;
            }
            at += 11 + (head & 0xFFFFFF) + 4;
        }
        return at == input.length() ? at : at + 4;
    }

    private static long packsEnd(RandomAccessFile input) throws IOException {
        long at = 0;
        while (at + 6 <= input.length()) {
            input.seek(at);
            int code = input.readInt();
            if (code == END || code >>> 8 != 1) {
                return at;
            }
            at += code == PACK ? packHeader(input, at) : 6 + input.readUnsignedShort();
        }
        return at == input.length() ? at : at + 6;
    }

    /** Bytes of a pack header: 12 in MPEG-1; 14 and some stuffing in MPEG-2. */
    private static int packHeader(RandomAccessFile input, long at) throws IOException {
        boolean second = (input.readUnsignedByte() & 0xC0) == 0x40;
        input.seek(at + 13);
        return second ? 14 + (Math.max(0, input.read()) & 7) : 12;
    }

    /** Bytes of a packet: 188, or 192 with a time before each; 0 if this is no transport stream. */
    private static int transportPacket(RandomAccessFile input) throws IOException {
        if (isSync(input, 0) && isSync(input, 188)) {
            return 188;
        }
        return isSync(input, 4) && isSync(input, 196) ? 192 : 0;
    }

    private static boolean isSync(RandomAccessFile input, long at) throws IOException {
        input.seek(at);
        return input.read() == TRANSPORT_SYNC;
    }
}
