/** Stand-ins of Temporal, S3 and Kafka in one JVM, on loopback only. No production image carries them. */
@NullMarked
package io.flipside.embedded;

import org.jspecify.annotations.NullMarked;
