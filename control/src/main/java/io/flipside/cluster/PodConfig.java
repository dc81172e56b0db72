package io.flipside.cluster;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where this process runs, as the downward API of a cluster tells it; empty outside one. */
@ConfigMapping(prefix = "flipside.pod")
public interface PodConfig {
    /** {@code metadata.name}. */
    Optional<String> name();

    /** {@code metadata.namespace}. */
    Optional<String> namespace();

    /** {@code spec.nodeName}. */
    Optional<String> node();
}
