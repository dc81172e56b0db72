package io.flipside.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Crc32C;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("requests", 0);
    private static final int ATTRIBUTES = 21;
    private static final int CRC = 17;

    /** What came out, and where the reading stood at the end. */
    private static final class Seen implements BatchReader.Taker {
        final List<String> messages = new ArrayList<>();
        final List<String> reasons = new ArrayList<>();
        long position;

        @Override
        public boolean message(ConsumerRecord<byte[], byte[]> message) {
            messages.add(message.offset() + " " + new String(message.value(), StandardCharsets.UTF_8));
            return true;
        }

        @Override
        public boolean unreadable(long offset, long next, String reason) {
            assertThat(next).isGreaterThan(offset);
            reasons.add(reason);
            return true;
        }

        @Override
        public void passed(long next) {
            assertThat(next).isGreaterThanOrEqualTo(position);
            position = next;
        }
    }

    private static Seen read(ByteBuffer stored, long from, long end) {
        Seen seen = new Seen();
        BatchReader.read(
                PARTITION,
                new PartitionFetch.Fetched(Errors.NONE, end, MemoryRecords.readableRecords(stored)),
                from,
                seen);
        return seen;
    }

    private static byte[] batch(long base, CompressionType codec, String... values) {
        SimpleRecord[] records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(values[i].getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer buffer = MemoryRecords.withRecords(
                        base, Compression.of(codec).build(), records)
                .buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static ByteBuffer joined(byte[]... batches) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] batch : batches) {
            all.writeBytes(batch);
        }
        return ByteBuffer.wrap(all.toByteArray());
    }

    @Test
    void readsFromTheOffsetThatWasAskedFor() {
        for (CompressionType codec : CompressionType.values()) {
            Seen seen = read(joined(batch(5, codec, "a", "b", "c"), batch(8, codec, "d")), 6, 9);
            assertThat(seen.messages).as(codec.name).containsExactly("6 b", "7 c", "8 d");
            assertThat(seen.reasons).isEmpty();
            assertThat(seen.position).isEqualTo(9);
        }
    }

    @Test
    void anyBitOfABatchThatIsTurnedCostsThatBatchAlone() {
        for (CompressionType codec : CompressionType.values()) {
            byte[] first = batch(0, codec, "a", "b");
            byte[] second = batch(2, codec, "c");
            for (int bit = 8 * Long.BYTES; bit < 8 * first.length; bit++) {
                byte[] damaged = first.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                Seen seen = read(joined(damaged, second), 0, 3);
                // a length that is wrong hides where the next one begins; it is asked for again from the next offset
                boolean length = bit / 8 < Long.BYTES + Integer.BYTES;
                boolean magicOrEpoch = bit / 8 < CRC;
                assertThat(seen.position).as(codec + " bit " + bit).isPositive();
                if (!length && !magicOrEpoch) {
                    assertThat(seen.messages).as(codec + " bit " + bit).containsExactly("2 c");
                    assertThat(seen.reasons).hasSize(1);
                }
            }
        }
    }

    @Test
    void rubbishOfAnyKindIsSteppedOver() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = joined(
                            batch(0, CompressionType.values()[round % 5], "a", "b"),
                            batch(2, CompressionType.NONE, "c"))
                    .array();
            byte[] cut = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            for (int i = random.nextInt(6); i > 0; i--) {
                cut[random.nextInt(cut.length)] = (byte) random.nextInt();
            }
            if (random.nextBoolean()) {
                seal(cut);
            }
            assertThat(read(ByteBuffer.wrap(cut), 0, 3).position).isBetween(1L, 3L);
        }
    }

    @Test
    void aCodecThatNobodyKnowsIsNamed() {
        byte[] unknown = batch(0, CompressionType.NONE, "a");
        unknown[ATTRIBUTES + 1] |= 6;
        Seen seen = read(joined(seal(unknown), batch(1, CompressionType.NONE, "b")), 0, 2);
        assertThat(seen.messages).containsExactly("1 b");
        assertThat(seen.reasons).singleElement().asString().contains("6");
    }

    @Test
    void aRecordThatClaimsMoreMemoryThanThereIsTakesNone() {
        for (CompressionType codec : CompressionType.values()) {
            byte[] lie = packed(codec, out -> {
                ByteUtils.writeVarint(Integer.MAX_VALUE, new java.io.DataOutputStream(out));
                out.write(new byte[100]);
            });
            Seen seen = read(joined(lie, batch(1, CompressionType.NONE, "b")), 0, 2);
            assertThat(seen.messages).as(codec.name).containsExactly("1 b");
            assertThat(seen.reasons).hasSize(1);
        }
    }

    @Test
    void aBombIsPassedOverAndTheRecordBehindItIsRead() {
        for (CompressionType codec : List.of(CompressionType.GZIP, CompressionType.ZSTD, CompressionType.LZ4)) {
            int size = 600 << 20;
            byte[] bomb = packed(codec, out -> {
                java.io.DataOutputStream data = new java.io.DataOutputStream(out);
                ByteUtils.writeVarint(size, data);
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 600; i++) {
                    out.write(zeros);
                }
            });
            assertThat(bomb.length).isLessThan(4 << 20);
            Seen seen = read(joined(bomb, batch(1, CompressionType.NONE, "b")), 0, 2);
            assertThat(seen.messages).as(codec.name).containsExactly("1 b");
            assertThat(seen.reasons).singleElement().asString().contains(Integer.toString(size));
        }
    }

    @Test
    void aChunkOfSnappyThatClaimsMoreMemoryThanThereIsTakesNone() {
        byte[] honest = batch(0, CompressionType.SNAPPY, "a".repeat(1000));
        int chunk = DefaultRecordBatch.RECORD_BATCH_OVERHEAD + 16 + Integer.BYTES;
        for (int i = 0; i < 4; i++) {
            honest[chunk + i] = (byte) 0xff;
        }
        honest[chunk + 4] = 7; // a varint of 2 GiB
        Seen seen = read(joined(seal(honest), batch(1, CompressionType.NONE, "b")), 0, 2);
        assertThat(seen.messages).containsExactly("1 b");
        assertThat(seen.reasons).singleElement().asString().contains("snappy");
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** A batch of one record whose bytes are given. */
    private static byte[] packed(CompressionType codec, Writing writing) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            org.apache.kafka.common.utils.ByteBufferOutputStream buffer =
                    new org.apache.kafka.common.utils.ByteBufferOutputStream(1 << 16);
            try (OutputStream out = codec == CompressionType.GZIP
                    ? new GZIPOutputStream(body)
                    : Compression.of(codec).build().wrapForOutput(buffer, RecordBatch.CURRENT_MAGIC_VALUE)) {
                writing.to(out);
            }
            if (codec != CompressionType.GZIP) {
                body.write(buffer.buffer().array(), 0, buffer.position());
            }
            ByteBuffer batch = ByteBuffer.allocate(DefaultRecordBatch.RECORD_BATCH_OVERHEAD + body.size());
            batch.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
            batch.put(body.toByteArray());
            batch.flip();
            DefaultRecordBatch.writeHeader(
                    batch,
                    0,
                    0,
                    batch.limit(),
                    RecordBatch.CURRENT_MAGIC_VALUE,
                    codec,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    RecordBatch.NO_PRODUCER_ID,
                    RecordBatch.NO_PRODUCER_EPOCH,
                    RecordBatch.NO_SEQUENCE,
                    false,
                    false,
                    false,
                    0,
                    1);
            return batch.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The right checksum for whatever is in there. */
    private static byte[] seal(byte[] batch) {
        if (batch.length > ATTRIBUTES) {
            long crc = Crc32C.compute(batch, ATTRIBUTES, batch.length - ATTRIBUTES);
            ByteBuffer.wrap(batch).putInt(CRC, (int) crc);
        }
        return batch;
    }
}
