package io.flipside.service;

import io.flipside.UserError;
import io.flipside.cluster.ControllerSettings;
import io.flipside.events.KafkaSettings;
import io.flipside.file.NamedFolders;
import io.flipside.settings.Settings;
import io.flipside.store.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
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
 * @param library folder of the models that were added by name, in the same form
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
        Path library,
        List<String> generators,
        Path cache,
        Duration grace) {
    /** The shipped generator. */
    private static final String SHIPPED = "tiny";

    /**
     * Where things lie unless settings say otherwise.
     *
     * @param models folder of the shipped models
     * @param library folder of the models that were added by name
     * @param cache folder for files of the store
     */
    public record Defaults(Path models, Path library, Path cache) {}

    /** Whether the configuration names services to use. */
    public static boolean namesServices(Config config) {
        return Settings.of(config, TemporalConfig.class).target().isPresent();
    }

    /**
     * Reads the configuration.
     *
     * @throws UserError naming the setting that is missing or wrong
     */
    public static ServiceSettings read(Config config, Defaults defaults) {
        ServiceConfig process = Settings.of(config, ServiceConfig.class);
        Path library = process.library().orElse(defaults.library());
        return new ServiceSettings(
                process.roles(),
                TemporalAddress.of(Settings.of(config, TemporalConfig.class)),
                store(config),
                KafkaSettings.at(kafka(config)),
                process.models().orElse(defaults.models()),
                library,
                process.generators().orElseGet(() -> shippedAnd(library)),
                process.cache().orElse(defaults.cache()),
                Duration.ofSeconds(process.grace()));
    }

    /**
     * Reads what can be read before embedded services have their addresses.
     *
     * @throws UserError naming the setting that is missing or wrong
     */
    static void check(Config config) {
        if (namesServices(config)) {
            read(config, new Defaults(Path.of(""), Path.of(""), Path.of("")));
        } else {
            Settings.of(config, ServiceConfig.class);
        }
        Settings.of(config, CampaignConfig.class);
        Settings.of(config, LinkConfig.class);
        Settings.of(config, TelemetryConfig.class);
        ControllerSettings.check(config);
        ServiceLoader.load(StepWorkers.Provider.class).forEach(provider -> provider.check(config));
    }

    private static List<String> shippedAnd(Path library) {
        return Stream.concat(Stream.of(SHIPPED), new NamedFolders(library).names("generators").stream())
                .toList();
    }

    /**
     * Where the object store is.
     *
     * @throws UserError naming the setting that is missing or wrong
     */
    public static StoreAddress store(Config config) {
        StoreConfig store = Settings.of(config, StoreConfig.class);
        return new StoreAddress(
                store.endpoint().orElseThrow(() -> Settings.missing("flipside.store.endpoint")),
                store.region(),
                store.accessKey().orElseThrow(() -> Settings.missing("flipside.store.access-key")),
                store.secretKey().orElseThrow(() -> Settings.missing("flipside.store.secret-key")),
                store.bucket(),
                store.clipBuckets().orElse(Set.of()),
                store.publicEndpoint());
    }

    // every setting of Kafka's clients may be given: flipside.kafka.security.protocol, FLIPSIDE_KAFKA_SASL_JAAS_CONFIG
    private static Map<String, String> kafka(Config config) {
        String prefix = KafkaConfig.PREFIX + ".";
        Map<String, String> client = new LinkedHashMap<>();
        client.put(
                KafkaConfig.BOOTSTRAP_SERVERS,
                Settings.of(config, KafkaConfig.class)
                        .bootstrapServers()
                        .orElseThrow(() -> Settings.missing(prefix + KafkaConfig.BOOTSTRAP_SERVERS)));
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(prefix)) {
                Settings.text(config, name).ifPresent(value -> client.put(name.substring(prefix.length()), value));
            }
        }
        return client;
    }
}
