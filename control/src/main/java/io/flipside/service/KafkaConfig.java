package io.flipside.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/** The one setting of Kafka that there must be; every other of its clients may be given under the same prefix. */
@ConfigMapping(prefix = KafkaConfig.PREFIX)
public interface KafkaConfig {
    String PREFIX = "flipside.kafka";
    String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /** {@code host:port}, separated by commas. */
    @WithName(BOOTSTRAP_SERVERS)
    Optional<String> bootstrapServers();
}
