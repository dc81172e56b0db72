package io.flipside.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.flipside.UserError;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an audit for each event on the requests topic. An offset is committed only when the audit is known to run or
 * the event lies on the dead-letter topic; so a kill repeats events, and a repeated event is the same audit.
 */
public final class RequestConsumer implements Runnable, AutoCloseable {
    /** Type of the events that start audits. */
    public static final String TYPE = "io.flipside.audit.requested";

    private static final Logger LOG = LoggerFactory.getLogger(RequestConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final KafkaSettings settings;
    private final AuditStarter starter;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> deadLetters;
    private volatile boolean closed;

    public RequestConsumer(KafkaSettings settings, AuditStarter starter) {
        this.settings = settings;
        this.starter = starter;
        consumer = new KafkaConsumer<>(
                settings.with(Map.of(
                        "group.id", settings.group(),
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "50",
                        "allow.auto.create.topics", "true")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        deadLetters = new KafkaProducer<>(
                settings.with(Map.of("acks", "all", "delivery.timeout.ms", "30000", "request.timeout.ms", "10000")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(settings.requests()));
            while (!closed) {
                takeBatchUnlessKafkaIsAway();
            }
        }
    }

    /** Broken commits and lost partitions are no reason to stop listening: what was not committed comes again. */
    private void takeBatchUnlessKafkaIsAway() {
        try {
            takeBatch();
        } catch (WakeupException e) {
            LOG.debug("Woken to end");
        } catch (KafkaException e) {
            LOG.warn("Requests wait for Kafka: {}", e.toString());
            pause();
        }
    }

    private void takeBatch() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> message : records.records(partition)) {
                if (!take(message)) {
                    // Temporal, the store or Kafka is away: the same message again, later
                    consumer.seek(partition, message.offset());
                    pause();
                    break;
                }
                Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
                done.put(partition, new OffsetAndMetadata(message.offset() + 1));
                consumer.commitSync(done);
            }
        }
    }

    private boolean take(ConsumerRecord<byte[], byte[]> message) {
        try {
            CloudEvent event = read(message);
            byte[] data =
                    event.getData() == null ? new byte[0] : event.getData().toBytes();
            AuditRequest request = RequestReader.read(data);
            starter.start(AuditIds.of(event.getSource().toString(), event.getId()), request);
            return true;
        } catch (InvalidRequest | UserError e) {
            return bury(message, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("A request waits: {}", e.toString());
            return false;
        }
    }

    private static CloudEvent read(ConsumerRecord<byte[], byte[]> message) {
        CloudEvent event;
        try {
            event = KafkaMessageFactory.createReader(
                            message.headers(), message.value() == null ? new byte[0] : message.value())
                    .toEvent();
        } catch (RuntimeException e) {
            throw new InvalidRequest("event", "is not a CloudEvent: " + e.getMessage() + ".");
        }
        if (!TYPE.equals(event.getType())) {
            throw new InvalidRequest("type", "is '" + event.getType() + "'; it must be " + TYPE + ".");
        }
        return event;
    }

    private boolean bury(ConsumerRecord<byte[], byte[]> message, String reason) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(settings.deadLetters(), message.key(), message.value());
        message.headers().forEach(header -> letter.headers().add(header));
        letter.headers()
                .add("flipside-reason", reason.getBytes(StandardCharsets.UTF_8))
                .add("flipside-topic", message.topic().getBytes(StandardCharsets.UTF_8))
                .add("flipside-partition", Integer.toString(message.partition()).getBytes(StandardCharsets.UTF_8))
                .add("flipside-offset", Long.toString(message.offset()).getBytes(StandardCharsets.UTF_8));
        try {
            deadLetters.send(letter).get();
            return true;
        } catch (ExecutionException e) {
            LOG.warn("A dead letter waits: {}", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_TROUBLE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run} after the message at work. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        deadLetters.close(Duration.ofSeconds(5));
    }
}
