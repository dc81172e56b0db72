package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;

/**
 * The clip as the generator sees it: cropped, resampled, lossless.
 *
 * @param frames FFV1 in Matroska
 * @param count frames
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond rate
 */
public record ClipFacts(ArtifactRef frames, int count, int width, int height, double framesPerSecond) {}
