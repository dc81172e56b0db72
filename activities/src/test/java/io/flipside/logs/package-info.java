/** Logs of tests. */
@NullMarked
package io.flipside.logs;

import org.jspecify.annotations.NullMarked;
