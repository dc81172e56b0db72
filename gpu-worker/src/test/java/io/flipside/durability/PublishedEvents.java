package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything on a topic. */
final class PublishedEvents {
    private static final String EVENTS = "flipside.audit.events";

    private PublishedEvents() {}

    static List<String> ids(String bootstrap) {
        List<String> ids = new ArrayList<>();
        for (JsonNode event : events(bootstrap)) {
            ids.add(event.path("id").asText());
        }
        return ids;
    }

    /**
     * Ids of what was told of an audit. The promise is not that each event is told once: a kill between the sending and
     * the note of it makes a repeat, which has the same id and the same content.
     */
    static Set<String> of(String bootstrap, String audit) {
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        for (JsonNode event : events(bootstrap)) {
            String id = event.path("id").asText();
            if (id.startsWith(audit + "/")) {
                JsonNode before = contents.putIfAbsent(id, event);
                assertThat(before == null ? event : before)
                        .as("a repeat of " + id)
                        .isEqualTo(event);
            }
        }
        return contents.keySet();
    }

    static List<JsonNode> events(String bootstrap) {
        List<JsonNode> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : all(bootstrap, EVENTS)) {
            try {
                events.add(new ObjectMapper().readTree(new String(message.value(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    static List<ConsumerRecord<byte[], byte[]>> all(String bootstrap, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
                records.forEach(messages::add);
            }
            return messages;
        }
    }
}
