package io.flipside.service;

import io.flipside.UserError;
import io.flipside.events.KafkaSettings;
import io.flipside.store.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Where everything is and what this process does. Read from ordinary configuration: {@code FLIPSIDE_TEMPORAL_TARGET} in
 * the environment, {@code -Dflipside.temporal.target} or a properties file, all the same.
 *
 * @param roles of this process
 * @param temporal where Temporal is
 * @param store where the object store is
 * @param kafka where Kafka is
 * @param models folder with {@code classifiers/} and {@code generators/}
 * @param generators whose task queues this process serves
 * @param cache folder for files of the store
 * @param grace how long a stopping worker may take for the update at work
 */
public record ServiceSettings(
        Set<Role> roles,
        TemporalAddress temporal,
        StoreAddress store,
        KafkaSettings kafka,
        Path models,
        List<String> generators,
        Path cache,
        Duration grace) {
    private static final String KAFKA = "flipside.kafka.";

    /** Whether the configuration names services to use. */
    public static boolean namesServices(Config config) {
        return config.getOptionalValue("flipside.temporal.target", String.class).isPresent();
    }

    /**
     * Reads the configuration.
     *
     * @throws UserError naming the setting that is missing or wrong
     */
    public static ServiceSettings read(Config config, Path defaultModels, Path defaultCache) {
        return new ServiceSettings(
                Role.parse(text(config, "flipside.roles").orElse("all")),
                TemporalAddress.read(config),
                new StoreAddress(
                        required(config, "flipside.store.endpoint"),
                        text(config, "flipside.store.region").orElse("us-east-1"),
                        required(config, "flipside.store.access-key"),
                        required(config, "flipside.store.secret-key"),
                        text(config, "flipside.store.bucket").orElse("flipside")),
                KafkaSettings.at(kafka(config)),
                text(config, "flipside.models").map(Path::of).orElse(defaultModels),
                List.of(text(config, "flipside.generators").orElse("tiny").split(",")),
                text(config, "flipside.cache").map(Path::of).orElse(defaultCache),
                duration(text(config, "flipside.grace").orElse("10")));
    }

    // every setting of Kafka's clients may be given: flipside.kafka.security.protocol, FLIPSIDE_KAFKA_SASL_JAAS_CONFIG
    private static Map<String, String> kafka(Config config) {
        Map<String, String> client = new LinkedHashMap<>();
        client.put("bootstrap.servers", required(config, KAFKA + "bootstrap.servers"));
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(KAFKA)) {
                text(config, name).ifPresent(value -> client.put(name.substring(KAFKA.length()), value));
            }
        }
        return client;
    }

    private static Duration duration(String seconds) {
        try {
            return Duration.ofSeconds(Long.parseLong(seconds));
        } catch (NumberFormatException e) {
            throw new UserError("setting 'flipside.grace' is '" + seconds + "'; it must be a number of seconds.", e);
        }
    }

    /** A setting, unless it is missing or blank. */
    public static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String required(Config config, String name) {
        return text(config, name)
                .orElseThrow(() -> new UserError("setting '" + name + "' is missing. Give it in the environment as "
                        + name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_")
                        + ", or leave out flipside.temporal.target to use the embedded services."));
    }
}
