package io.flipside.cluster;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** Where this process runs, as the downward API of a cluster tells it; empty outside one. */
@ConfigMapping(prefix = "flipside.pod")
public interface PodConfig {
    /** {@code metadata.name}. */
    @WithConverter(Values.Name.class)
    Optional<String> name();

    /** {@code metadata.namespace}. */
    @WithConverter(Values.Name.class)
    Optional<String> namespace();

    /** {@code spec.nodeName}. */
    @WithConverter(Values.Name.class)
    Optional<String> node();
}
