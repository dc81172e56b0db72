package io.flipside.events;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.flipside.audit.AuditRequest;
import io.flipside.desk.AuditStarter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A door on topics of its own, and who sends to it. */
final class Door implements AutoCloseable {
    static final String SHA = "0123456789abcdef".repeat(4);
    private static final AtomicInteger DOORS = new AtomicInteger();
    private static final int MOST_SENT = 1 << 30;

    final KafkaSettings settings;
    /** Target classes of the audits that were started. */
    final List<String> started = new CopyOnWriteArrayList<>();

    final RequestConsumer consumer;
    private final Thread thread;

    private Door(KafkaSettings settings, Consumer<AuditRequest> starter) {
        this.settings = settings;
        this.consumer = new RequestConsumer(
                settings,
                (audit, request) -> {
                    starter.accept(request);
                    started.add(request.targetClass());
                    return AuditStarter.Started.NEW;
                },
                (campaign, question) -> {
                    started.add(campaign.replaceFirst("-.*", "") + " of " + question.answers());
                });
        this.thread = new Thread(consumer, "door");
        thread.start();
    }

    static Door open(String broker) {
        return open(broker, request -> {});
    }

    /** @param starter is given every request, and may throw */
    static Door open(String broker, Consumer<AuditRequest> starter) {
        return new Door(settings(broker), starter);
    }

    static Door open(KafkaSettings settings) {
        return new Door(settings, request -> {});
    }

    static KafkaSettings settings(String broker) {
        String name = "door-" + DOORS.incrementAndGet();
        return new KafkaSettings(Map.of("bootstrap.servers", broker), name, name + "-events", name + "-dead", name);
    }

    /** Makes a topic that takes large messages. */
    static void create(KafkaSettings settings, String topic, int mostBytes) throws Exception {
        try (Admin admin = Admin.create(new HashMap<>(settings.client()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)
                            .configs(Map.of("max.message.bytes", Integer.toString(mostBytes)))))
                    .all()
                    .get();
        }
    }

    static byte[] event(String id, String target) {
        return event(id, data(target));
    }

    static byte[] event(String id, byte[] data) {
        return new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/tests"))
                        .withType(RequestConsumer.TYPE)
                        .withData("application/json", data)
                        .build());
    }

    static byte[] data(String target) {
        return data(target, "");
    }

    /** @param more fields, each behind a comma */
    static byte[] data(String target, String more) {
        return """
                {"clip": {"uri": "s3://b/clip", "sha256": "%s", "bytes": 1}, "targetClass": "%s"%s}"""
                .formatted(SHA, target, more)
                .getBytes(StandardCharsets.UTF_8);
    }

    static ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, value);
        record.headers().add("content-type", JsonFormat.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    void send(String codec, ProducerRecord<byte[], byte[]> record) throws Exception {
        Map<String, Object> producer = new HashMap<>(settings.client());
        producer.put("compression.type", codec);
        producer.put("max.request.size", MOST_SENT);
        producer.put("buffer.memory", (long) MOST_SENT);
        try (KafkaProducer<byte[], byte[]> open =
                new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            open.send(record).get();
        }
    }

    void sendGood(String target) throws Exception {
        send("none", record(settings.requests(), event(target, target)));
    }

    void awaitStarted(String... targets) {
        await(() -> started.containsAll(List.of(targets)));
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Every dead letter so far. */
    List<ConsumerRecord<byte[], byte[]>> letters() {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                new HashMap<>(settings.client()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(settings.deadLetters(), 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<byte[], byte[]>> all = new CopyOnWriteArrayList<>();
            while (all.size() < end) {
                reader.poll(Duration.ofSeconds(5)).forEach(all::add);
            }
            return all;
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return StreamSupport.stream(letter.headers().spliterator(), false)
                .filter(header -> header.key().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() throws InterruptedException {
        consumer.close();
        thread.join();
    }
}
