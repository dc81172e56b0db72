package io.flipside.cluster.scale;

import java.time.Duration;

/**
 * How workers are scaled.
 *
 * @param namespace of their Deployments
 * @param every between two looks
 * @param window for which fewer must be enough before there are fewer
 */
public record Scaling(String namespace, Duration every, Duration window) {}
