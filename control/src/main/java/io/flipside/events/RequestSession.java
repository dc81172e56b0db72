package io.flipside.events;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of the door: a consumer that shares the partitions with others of its group and keeps the offsets, but
 * never fetches ({@link PartitionFetch} does, within limits), and the way to the dead letters.
 */
final class RequestSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSession.class);
    private static final Duration WITHOUT_PARTITIONS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LEAST_RECEIVED = 16 << 20;
    private static final int MOST_RECEIVED = 256 << 20;

    private final KafkaSettings settings;
    private final RequestTaker taker;
    private final DoorWatch watch;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final DeadLetters letters;
    private final PartitionFetch fetch;

    /** @throws KafkaException if Kafka's address, say, is not known now */
    RequestSession(KafkaSettings settings, RequestTaker taker, DoorWatch watch) {
        this.settings = settings;
        this.taker = taker;
        this.watch = watch;
        Properties properties = consumer(settings);
        consumer = new KafkaConsumer<>(properties);
        try {
            letters = new DeadLetters(settings);
            fetch = new PartitionFetch(new ConsumerConfig(properties), mostReceived());
            consumer.subscribe(List.of(settings.requests()), new Holding(consumer));
        } catch (RuntimeException e) {
            Utils.closeQuietly(consumer, "consumer");
            throw e;
        }
    }

    static Properties consumer(KafkaSettings settings) {
        return settings.with(Map.of(
                "group.id", settings.group(),
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                // whoever leads a partition now is known soon: it is asked for by us, who cannot ask for news
                "metadata.max.age.ms", "10000",
                "allow.auto.create.topics", "true",
                "key.deserializer", ByteArrayDeserializer.class.getName(),
                "value.deserializer", ByteArrayDeserializer.class.getName()));
    }

    private static int mostReceived() {
        long eighth = Runtime.getRuntime().maxMemory() / 8;
        return (int) Math.max(LEAST_RECEIVED, Math.min(MOST_RECEIVED, eighth));
    }

    /** Partitions are ours without being fetched by the consumer. */
    private record Holding(KafkaConsumer<byte[], byte[]> consumer) implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // every offset is committed at once
        }
    }

    /** Takes what there is. False if something is away and it is better to wait a little. */
    boolean round() {
        try {
            consumer.poll(consumer.assignment().isEmpty() ? WITHOUT_PARTITIONS : Duration.ZERO);
            if (consumer.assignment().isEmpty()) {
                consumer.partitionsFor(settings.requests(), PATIENCE); // throws if nobody is there
            }
            watch.only(consumer.assignment());
            boolean well = true;
            for (TopicPartition partition : consumer.assignment()) {
                well &= take(partition);
            }
            if (well) {
                watch.progress();
            }
            return well;
        } catch (WakeupException e) {
            LOG.debug("Woken to end");
            return true;
        } catch (KafkaException | IOException | EventsUnavailable | CodecMissing e) {
            // broken commits and lost partitions are no reason to stop listening: what was not committed comes again
            LOG.warn("Requests wait: {}", e.toString());
            watch.waits(e.toString());
            return false;
        }
    }

    private boolean take(TopicPartition partition) throws IOException {
        long offset = consumer.position(partition, PATIENCE);
        Delivery delivery = new Delivery(partition, consumer, letters, taker);
        try {
            PartitionFetch.Fetched fetched = fetch.fetch(leader(partition), partition, offset);
            if (fetched.error() == Errors.OFFSET_OUT_OF_RANGE) {
                LOG.warn("{} has no offset {}: going on with the oldest it has", partition, offset);
                consumer.seekToBeginning(List.of(partition));
                return true;
            }
            if (fetched.error() != Errors.NONE) {
                throw fetched.error().exception();
            }
            watch.lag(partition, fetched.end() - offset);
            BatchReader.read(partition, fetched, offset, delivery);
            watch.lag(partition, fetched.end() - consumer.position(partition, PATIENCE));
        } catch (PartitionFetch.TooLarge e) {
            delivery.stepOver(offset, String.valueOf(e.getMessage()));
        } catch (CorruptRecordException e) {
            retried(partition, delivery, "The broker cannot read it", e);
        } catch (KafkaException | EventsUnavailable | CodecMissing e) {
            throw e;
        } catch (RuntimeException e) {
            retried(partition, delivery, "The program fails to read it, which is a fault of the program", e);
        }
        delivery.trouble().ifPresent(watch::waits);
        return delivery.trouble().isEmpty();
    }

    /** What fails in a way that will hardly get better is stepped over after a few tries. */
    private void retried(TopicPartition partition, Delivery delivery, String reason, RuntimeException e) {
        long offset = consumer.position(partition, PATIENCE);
        if (!taker.isExhausted(partition, offset)) {
            throw e;
        }
        delivery.stepOver(offset, reason + ": " + e);
    }

    private Node leader(TopicPartition partition) {
        return consumer.partitionsFor(partition.topic(), PATIENCE).stream()
                .filter(info -> info.partition() == partition.partition())
                .map(PartitionInfo::leader)
                .filter(node -> node != null && !node.isEmpty())
                .findFirst()
                .orElseThrow(Errors.LEADER_NOT_AVAILABLE::exception);
    }

    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        Utils.closeQuietly(fetch, "fetch");
        Utils.closeQuietly(consumer, "consumer");
        letters.close();
    }
}
