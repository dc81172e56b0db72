/** What lies in the object store, by name and hash. Tensors, frames and clips travel as such names only. */
@NullMarked
package io.flipside.artifact;

import org.jspecify.annotations.NullMarked;
