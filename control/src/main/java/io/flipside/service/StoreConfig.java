package io.flipside.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Settings of the object store; {@link io.flipside.store.StoreAddress} says what their values must be. */
@ConfigMapping(prefix = "flipside.store")
public interface StoreConfig {
    /** {@code http://host:port}. */
    Optional<String> endpoint();

    /** Part of every signature. */
    @WithDefault("us-east-1")
    String region();

    /** Name of the account. */
    Optional<String> accessKey();

    /** Its secret. */
    Optional<String> secretKey();

    /** Where everything lies. */
    @WithDefault("flipside")
    String bucket();

    /** By which callers reach it, where that is another. */
    Optional<String> publicEndpoint();

    /** Others that clips may lie in. */
    Optional<Set<String>> clipBuckets();
}
