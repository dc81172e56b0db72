/** Who calls: names and what they may do. Knows no door. */
@NullMarked
package io.flipside.caller;

import org.jspecify.annotations.NullMarked;
