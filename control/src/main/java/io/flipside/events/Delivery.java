package io.flipside.events;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the messages of one partition on, and moves its offset when each is dealt with. */
final class Delivery implements BatchReader.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final TopicPartition partition;
    private final Consumer<byte[], byte[]> consumer;
    private final DeadLetters letters;
    private final RequestTaker taker;
    private Optional<String> trouble = Optional.empty();

    Delivery(TopicPartition partition, Consumer<byte[], byte[]> consumer, DeadLetters letters, RequestTaker taker) {
        this.partition = partition;
        this.consumer = consumer;
        this.letters = letters;
        this.taker = taker;
    }

    /** Why the last message waits; empty if none does. */
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public boolean message(ConsumerRecord<byte[], byte[]> message) {
        RequestTaker.Taken taken = taker.take(message);
        if (taken instanceof RequestTaker.Taken.Waits waits) {
            LOG.warn("A request waits: {}", Letter.bounded(waits.trouble()));
            trouble = Optional.of(waits.trouble());
            return false;
        }
        if (taken instanceof RequestTaker.Taken.Dead dead) {
            letters.bury(Letter.of(message, dead.reason()));
        }
        return true;
    }

    @Override
    public boolean unreadable(long offset, long next, String reason) {
        String through = next > offset + 1 ? " Stepped over up to offset " + (next - 1) + "." : "";
        Letter letter =
                new Letter(partition.topic(), partition.partition(), offset, reason + through, Optional.empty());
        LOG.warn("Stepped over: {}", letter.place());
        letters.bury(letter);
        return true;
    }

    @Override
    public void passed(long next) {
        consumer.seek(partition, next);
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
    }

    /** Steps over one offset that cannot be read. */
    void stepOver(long offset, String reason) {
        unreadable(offset, offset + 1, reason);
        passed(offset + 1);
    }
}
