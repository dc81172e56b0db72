/** Audits by event: requests that come in over Kafka, and what is told of audits. CloudEvents 1.0 both ways. */
@NullMarked
package io.flipside.events;

import org.jspecify.annotations.NullMarked;
