package io.flipside.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.DefaultRecordBatch;

/**
 * Snappy's own stream takes as much memory as the first bytes of a chunk claim, before it looks at the rest. So they are
 * looked at first.
 */
final class SnappyChunks {
    private static final long MAGIC = 0x82534e4150505900L; // 0x82, "SNAPPY", 0
    private static final int AFTER_MAGIC = 8;
    private static final int LENGTH_BITS = 35;

    private SnappyChunks() {}

    /** @throws IOException if a chunk claims more than that many bytes, or more than there are */
    static void check(DefaultRecordBatch batch, int most) throws IOException {
        ByteBuffer packed = ByteBuffer.allocate(batch.sizeInBytes());
        batch.writeTo(packed);
        packed.flip().position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
        check(packed, most);
    }

    static void check(ByteBuffer packed, int most) throws IOException {
        if (packed.remaining() < Long.BYTES + AFTER_MAGIC || packed.getLong(packed.position()) != MAGIC) {
            checkLength(packed, most); // one chunk, without a frame
            return;
        }
        packed.position(packed.position() + Long.BYTES + AFTER_MAGIC);
        while (packed.remaining() >= Integer.BYTES) {
            int size = packed.getInt();
            if (size == (int) (MAGIC >> Integer.SIZE) && packed.remaining() >= Integer.BYTES + AFTER_MAGIC) {
                packed.position(packed.position() + Integer.BYTES + AFTER_MAGIC); // another stream follows
            } else if (size < 0 || size > packed.remaining()) {
                throw new IOException("a chunk of snappy is cut off");
            } else {
                checkLength(packed.duplicate(), most);
                packed.position(packed.position() + size);
            }
        }
    }

    private static void checkLength(ByteBuffer chunk, int most) throws IOException {
        long length = 0;
        for (int bits = 0; bits < LENGTH_BITS && chunk.hasRemaining(); bits += 7) {
            byte part = chunk.get();
            length |= (long) (part & 0x7f) << bits;
            if (part >= 0) {
                break;
            }
        }
        if (length > most) {
            throw new IOException("a chunk of snappy claims " + length + " bytes; at most " + most + " are taken");
        }
    }
}
