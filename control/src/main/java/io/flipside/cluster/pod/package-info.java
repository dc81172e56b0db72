/** What a worker knows of its own pod: that it is to go, and how much would be lost with it. */
@NullMarked
package io.flipside.cluster.pod;

import org.jspecify.annotations.NullMarked;
