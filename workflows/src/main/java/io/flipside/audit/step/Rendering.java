package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;

/**
 * The counterfactual, written twice.
 *
 * @param evidence lossless: the verdict is taken from it
 * @param shareable for people
 * @param targetProbability before the clip was written as 8-bit frames
 */
public record Rendering(ArtifactRef evidence, ArtifactRef shareable, double targetProbability) {}
