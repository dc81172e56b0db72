/**
 * A client of the service over HTTP: {@link io.flipside.client.FlipsideClient} is where to begin. The bodies in {@code
 * model} and the calls in {@code api} are generated from the service's description, docs/openapi.yaml.
 */
@NullMarked
package io.flipside.client;

import org.jspecify.annotations.NullMarked;
