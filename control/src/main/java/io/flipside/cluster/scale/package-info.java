/** How many workers there should be, and which of them may go. */
@NullMarked
package io.flipside.cluster.scale;

import org.jspecify.annotations.NullMarked;
