package io.flipside.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where Kafka is, and our topics there.
 *
 * @param client ordinary settings of Kafka's clients: {@code bootstrap.servers}, and for a guarded broker {@code
 *     security.protocol}, {@code sasl.*}, {@code ssl.*}
 * @param requests topic that starts audits
 * @param events topic on which is told what became of them
 * @param deadLetters topic for what could not be read
 * @param group of consumers that share the requests
 */
public record KafkaSettings(
        Map<String, String> client, String requests, String events, String deadLetters, String group) {
    public KafkaSettings {
        client = Map.copyOf(client);
    }

    /** The topics of docs/service.md at an address. */
    public static KafkaSettings at(Map<String, String> client) {
        return new KafkaSettings(
                client,
                "flipside.audit.requests",
                "flipside.audit.events",
                "flipside.audit.requests.dead-letters",
                "flipside");
    }

    Properties with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(client);
        all.putAll(more);
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrap.servers=" + client.get("bootstrap.servers") + "]";
    }
}
