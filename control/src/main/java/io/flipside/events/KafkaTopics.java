package io.flipside.events;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Topics of a broker that is new and ours; whoever runs a real one decides about its topics. */
public final class KafkaTopics {
    private KafkaTopics() {}

    /**
     * Creates the topics that are missing, as the broker likes them.
     *
     * @throws IllegalStateException if the broker does not create them
     */
    public static void create(KafkaSettings settings) {
        try (Admin admin = Admin.create(settings.with(Map.of()))) {
            var created = admin.createTopics(Stream.of(settings.requests(), settings.events(), settings.deadLetters())
                    .map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()))
                    .toList());
            for (var topic : created.values().values()) {
                await(topic);
            }
        }
    }

    private static void await(KafkaFuture<Void> topic) {
        try {
            topic.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the broker did not create the topics", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
