package io.flipside.durability;

import io.flipside.events.KafkaSettings;
import io.flipside.service.Role;
import io.flipside.service.ServiceSettings;
import io.flipside.service.TemporalAddress;
import io.flipside.store.ArtifactStore;
import io.flipside.store.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of a service in the test's own process. */
final class TestSettings {
    private TestSettings() {}

    static ServiceSettings of(Map<String, String> settings, Set<Role> roles, Path scratch) {
        return new ServiceSettings(
                roles,
                new TemporalAddress(
                        settings.get("flipside.temporal.target"),
                        "default",
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(Long.parseLong(settings.get("flipside.temporal.sticky-seconds"))),
                        Optional.empty()),
                address(settings),
                KafkaSettings.at(Map.of("bootstrap.servers", settings.get("flipside.kafka.bootstrap.servers"))),
                Path.of(settings.getOrDefault(
                        "flipside.models", System.getProperty("flipside.home") + "/embedded/models")),
                scratch.resolve("library"),
                List.of("tiny"),
                scratch.resolve("cache"),
                Duration.ofSeconds(10));
    }

    static ArtifactStore store(Map<String, String> settings) {
        return ArtifactStore.at(address(settings));
    }

    private static StoreAddress address(Map<String, String> settings) {
        return new StoreAddress(
                settings.get("flipside.store.endpoint"),
                "us-east-1",
                settings.get("flipside.store.access-key"),
                settings.get("flipside.store.secret-key"),
                "flipside");
    }
}
