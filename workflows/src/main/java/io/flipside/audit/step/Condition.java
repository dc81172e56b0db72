package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;

/**
 * What the search begins with.
 *
 * @param state z_T with its optimiser, before the first update
 * @param firstStage 0 if there is an inversion, else the first number of denoising steps
 * @param fingerprint of everything that decides the search's bits: checkpoints with another one are not taken up
 */
public record Condition(ArtifactRef state, int firstStage, String fingerprint) {}
