package io.flipside.cluster.resource;

import io.flipside.audit.Text;

/**
 * A value of a secret or a config map of the same namespace.
 *
 * @param name of the secret or config map
 * @param key of the value in it; its end says what kind of file it is
 */
public record KeyRef(
        @Text(
                        pattern = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?",
                        right = "the name of an object of the cluster: lower-case letters, digits, hyphens and dots")
                String name,
        @Text(pattern = "[-._A-Za-z0-9]{1,253}", right = "1 to 253 letters, digits, dots, hyphens or underscores")
                String key) {}
