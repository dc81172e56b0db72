/** Steps as activities of Temporal: heartbeats out, cancellation in, and what a step throws said as a failure. */
@NullMarked
package io.flipside.temporal;

import org.jspecify.annotations.NullMarked;
