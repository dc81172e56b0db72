package io.flipside.record;

/**
 * What a search tells with each heartbeat.
 *
 * @param stage 0 for inversion, else the number of denoising steps n
 * @param iteration updates made in the stage
 * @param most updates the stage may make
 * @param loss of the last one
 * @param targetProbability of the last one
 * @param secondsPerUpdate mean of this attempt
 */
public record SearchProgress(
        int stage, int iteration, int most, double loss, double targetProbability, double secondsPerUpdate) {}
