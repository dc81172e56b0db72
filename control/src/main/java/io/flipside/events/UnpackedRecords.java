package io.flipside.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The records of one batch, unpacked one at a time within limits: a record above {@link #MOST_RECORD_BYTES} is passed
 * over without being taken into memory, and a batch that unpacks to more than {@link #MOST_BATCH_BYTES} is left.
 */
abstract class UnpackedRecords implements AutoCloseable {
    static final int MOST_RECORD_BYTES = 16 << 20;
    static final long MOST_BATCH_BYTES = 1L << 30;

    /** Enough for what stands before a record's key. */
    private static final int RECORD_START = 32;

    /**
     * One record, or why there is none.
     *
     * @param offset of it
     * @param record if it could be read
     * @param fault else
     */
    record Entry(long offset, Optional<Record> record, String fault) {}

    /** Nothing more of this batch can be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(@Nullable String message) {
            super(message);
        }
    }

    /** Whether there is another one. */
    abstract boolean hasNext() throws Unreadable;

    /** The next one. */
    abstract Entry next() throws Unreadable;

    @Override
    public abstract void close();

    /**
     * Of a batch.
     *
     * @throws CodecMissing if this machine cannot unpack what others can
     */
    static UnpackedRecords of(RecordBatch batch) throws Unreadable {
        CompressionType codec = reading(batch::compressionType);
        if (codec == CompressionType.NONE) {
            return new Plain(reading(batch::iterator));
        }
        if (!(batch instanceof DefaultRecordBatch packed)) {
            throw new Unreadable("it is packed as before Kafka 0.11, which is not read.");
        }
        return new Packed(packed, reading(() -> {
            if (codec == CompressionType.SNAPPY) {
                SnappyChunks.check(packed, MOST_RECORD_BYTES);
            }
            return packed.recordInputStream(BufferSupplier.NO_CACHING);
        }));
    }

    /** Its records are parts of what is in memory already. */
    private static final class Plain extends UnpackedRecords {
        private final Iterator<Record> records;

        Plain(Iterator<Record> records) {
            this.records = records;
        }

        @Override
        boolean hasNext() throws Unreadable {
            return reading(records::hasNext);
        }

        @Override
        Entry next() throws Unreadable {
            Record record = reading(records::next);
            return new Entry(record.offset(), Optional.of(record), "");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static final class Packed extends UnpackedRecords {
        private final DefaultRecordBatch batch;
        private final InputStream in;
        private final @Nullable Long appendTime;
        private final int count;
        private int read;
        private long unpacked;

        Packed(DefaultRecordBatch batch, InputStream in) {
            this.batch = batch;
            this.in = in;
            this.appendTime = batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : null;
            this.count = batch.countOrNull();
        }

        @Override
        boolean hasNext() {
            return read < count;
        }

        @Override
        Entry next() throws Unreadable {
            read++;
            return reading(() -> {
                int size = ByteUtils.readVarint(in);
                if (size < 0) {
                    throw new IOException("a record has " + size + " bytes");
                }
                unpacked += size;
                if (unpacked > MOST_BATCH_BYTES) {
                    throw new IOException(batch.sizeInBytes() + " bytes of " + batch.compressionType().name
                            + " unpack to more than " + MOST_BATCH_BYTES);
                }
                return size > MOST_RECORD_BYTES ? passedOver(size) : taken(size);
            });
        }

        private Entry taken(int size) throws IOException {
            byte[] body = exactly(size);
            ByteBuffer whole = ByteBuffer.allocate(ByteUtils.sizeOfVarint(size) + size);
            ByteUtils.writeVarint(size, whole);
            whole.put(body).flip();
            Record record = DefaultRecord.readFrom(
                    whole, batch.baseOffset(), batch.baseTimestamp(), batch.baseSequence(), appendTime);
            return new Entry(record.offset(), Optional.of(record), "");
        }

        private Entry passedOver(int size) throws IOException {
            ByteBuffer start = ByteBuffer.wrap(exactly(RECORD_START));
            start.get(); // attributes
            ByteUtils.readVarlong(start); // time
            long offset = batch.baseOffset() + ByteUtils.readVarint(start);
            long rest = (long) size - RECORD_START;
            byte[] scrap = new byte[1 << 16];
            while (rest > 0) {
                int got = in.read(scrap, 0, (int) Math.min(rest, scrap.length));
                if (got < 0) {
                    throw new IOException("a record of " + size + " bytes is cut off");
                }
                rest -= got;
            }
            return new Entry(
                    offset,
                    Optional.empty(),
                    "The record has " + size + " bytes when it is unpacked; at most " + MOST_RECORD_BYTES
                            + " are taken.");
        }

        private byte[] exactly(int size) throws IOException {
            byte[] bytes = in.readNBytes(size);
            if (bytes.length < size) {
                throw new IOException("a record of " + size + " bytes is cut off");
            }
            return bytes;
        }

        @Override
        public void close() {
            Utils.closeQuietly(in, "records");
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Reading<T> read) throws Unreadable {
        try {
            return read.read();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            Optional<Error> error = errorOf(e);
            if (error.isPresent()) {
                throw new CodecMissing(error.get());
            }
            throw new Unreadable(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (Error e) {
            throw new CodecMissing(e);
        }
    }

    // Kafka wraps whatever comes out of a codec, also that its library did not load
    private static Optional<Error> errorOf(Throwable e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof Error)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable((Error) cause);
    }
}
