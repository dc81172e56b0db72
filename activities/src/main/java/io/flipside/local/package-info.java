/** Audits without a service: the same steps in the same order, over a store in a folder, in one process. */
@NullMarked
package io.flipside.local;

import org.jspecify.annotations.NullMarked;
