/**
 * Search states in the object store, so that a search goes on with the same bits on another machine.
 *
 * <p>A checkpoint is trusted only if it verifies from its manifest to its last byte, and a manifest is written only
 * after its data: whatever a killed worker leaves behind is either a whole checkpoint or garbage that nobody reads.
 */
@NullMarked
package io.flipside.checkpoint;

import org.jspecify.annotations.NullMarked;
