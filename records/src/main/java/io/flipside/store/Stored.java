package io.flipside.store;

import io.flipside.artifact.ArtifactRef;

/**
 * How a conditional put ended.
 *
 * @param ref of the object that is there now
 * @param written true if this call wrote it, false if the same content was there
 */
public record Stored(ArtifactRef ref, boolean written) {}
