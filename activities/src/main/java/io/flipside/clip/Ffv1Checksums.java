package io.flipside.clip;

/**
 * Verifies the checksum of every slice of FFV1 packets. FFmpeg's decoder looks at them too, but only to patch a damaged
 * slice with what the last frame had there, and says nothing: evidence must not be patched.
 *
 * <p>From version 3 on a packet is a chain of slices, each ending in its size (3 bytes) and, if the file has checksums, a
 * status byte and a CRC-32 that makes the checksum of the whole slice zero (RFC 9043, sections 4.8 and 4.9).
 */
final class Ffv1Checksums {
    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int FOOTER = 8;
    private static final int[] TABLE = table();

    private boolean first = true;
    private boolean present = true;

    /** Whether the next packet of the stream is intact; always so if the stream has no checksums. */
    boolean accept(byte[] packet) {
        int end = packet.length;
        boolean intact = true;
        while (end >= FOOTER) {
            int start = end - FOOTER - size(packet, end - FOOTER);
            if (start < 0) {
                break;
            }
            intact &= checksum(packet, start, end) == 0;
            end = start;
        }
        if (first) {
            // Without checksums the chain of sizes does not end at the packet's first byte.
            present = end == 0;
            first = false;
        }
        return !present || (end == 0 && intact);
    }

    private static int size(byte[] packet, int at) {
        return ((packet[at] & 0xFF) << 16) | ((packet[at + 1] & 0xFF) << 8) | (packet[at + 2] & 0xFF);
    }

    private static int checksum(byte[] packet, int start, int end) {
        int crc = 0;
        for (int i = start; i < end; i++) {
            crc = (crc << 8) ^ TABLE[((crc >>> 24) ^ packet[i]) & 0xFF];
        }
        return crc;
    }

    private static int[] table() {
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
