/**
 * What is said about many clips at once: Frechet distances of their features, and how far counterfactuals of one clip lie
 * apart. {@link io.flipside.metric.set.SetMetrics} has them all. May use {@code io.flipside.metric} and what that may use.
 */
@NullMarked
package io.flipside.metric.set;

import org.jspecify.annotations.NullMarked;
