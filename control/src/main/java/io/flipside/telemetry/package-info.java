/** What the process tells of itself in numbers. */
@NullMarked
package io.flipside.telemetry;

import org.jspecify.annotations.NullMarked;
