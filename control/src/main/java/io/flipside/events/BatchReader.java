package io.flipside.events;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads stored batches, message by message. What cannot be read is told and stepped over: after every batch the offset
 * is higher than before, whatever its bytes say.
 */
final class BatchReader {
    private final TopicPartition partition;
    private final long end;
    private final Taker taker;
    private long position;

    /** Told what was read, in the order of offsets; an answer of false ends the reading before that offset. */
    interface Taker {
        boolean message(ConsumerRecord<byte[], byte[]> message);

        /** What lies at offsets from {@code offset} to before {@code next} cannot be read. */
        boolean unreadable(long offset, long next, String reason);

        /** All before {@code next} is dealt with. */
        void passed(long next);
    }

    private BatchReader(TopicPartition partition, PartitionFetch.Fetched fetched, long from, Taker taker) {
        this.partition = partition;
        this.end = fetched.end();
        this.position = from;
        this.taker = taker;
    }

    /**
     * Reads what was fetched.
     *
     * @param from offset that was asked for
     * @throws CodecMissing if this machine cannot unpack what others can
     */
    static void read(TopicPartition partition, PartitionFetch.Fetched fetched, long from, Taker taker) {
        if (fetched.records().sizeInBytes() > 0) {
            new BatchReader(partition, fetched, from, taker).readAll(fetched);
        }
    }

    private void readAll(PartitionFetch.Fetched fetched) {
        long from = position;
        List<MutableRecordBatch> batches = new ArrayList<>();
        String fault = "It is cut off.";
        try {
            fetched.records().batches().forEach(batches::add);
        } catch (KafkaException e) {
            fault = String.valueOf(e.getMessage());
        }
        for (int i = 0; i < batches.size(); i++) {
            MutableRecordBatch batch = batches.get(i);
            long following = i + 1 < batches.size() ? batches.get(i + 1).baseOffset() : position + 1;
            // behind the end there is nothing: an offset there would be answered with all of the topic again
            if (position >= end || !read(batch, following)) {
                return;
            }
        }
        if (position == from) {
            // the first batch comes whole and holds the offset that was asked for, unless it is damaged
            unreadable(position + 1, "The batch at this offset is damaged: " + fault);
        }
    }

    private boolean read(MutableRecordBatch batch, long following) {
        try {
            batch.ensureValid();
        } catch (KafkaException | IndexOutOfBoundsException e) {
            // nothing that it says of itself is true: not even where it ends
            return unreadable(following, "The batch is damaged: " + e.getMessage());
        }
        if (batch.lastOffset() < position) {
            return true;
        }
        if (batch.lastOffset() >= end) {
            return unreadable(position + 1, "The batch claims offsets that the topic does not have yet.");
        }
        long next = batch.lastOffset() + 1;
        if (batch.isControlBatch()) {
            return passed(next);
        }
        try (UnpackedRecords records = UnpackedRecords.of(batch)) {
            return read(records, next);
        } catch (UnpackedRecords.Unreadable e) {
            return unreadable(next, "The batch cannot be read: " + e.getMessage());
        }
    }

    private boolean read(UnpackedRecords records, long next) throws UnpackedRecords.Unreadable {
        while (records.hasNext()) {
            UnpackedRecords.Entry entry = records.next();
            if (entry.offset() >= position) {
                long after = Math.min(entry.offset() + 1, next);
                boolean taken = entry.record()
                        .map(record -> taker.message(message(record)))
                        .orElseGet(() -> taker.unreadable(entry.offset(), after, entry.fault()));
                if (!taken) {
                    return false;
                }
                passed(after);
            }
        }
        return passed(next);
    }

    private ConsumerRecord<byte[], byte[]> message(Record record) {
        ConsumerRecord<byte[], byte[]> bare = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                record.offset(),
                Utils.toNullableArray(record.key()),
                Utils.toNullableArray(record.value()));
        new RecordHeaders(record.headers()).forEach(header -> bare.headers().add(header));
        return bare;
    }

    private boolean unreadable(long next, String reason) {
        long further = Math.max(Math.min(next, end), position + 1);
        return taker.unreadable(position, further, reason) && passed(further);
    }

    private boolean passed(long next) {
        if (next > position) {
            position = next;
            taker.passed(next);
        }
        return true;
    }
}
