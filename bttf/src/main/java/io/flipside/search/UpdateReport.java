package io.flipside.search;

/**
 * What one update saw, before it moved the latent.
 *
 * @param stage 0 for inversion, else the number of denoising steps n
 * @param iteration 1-based inside the stage
 * @param loss what was minimised
 * @param crossEntropy in nats; 0 during inversion
 * @param style the style loss before its weight; 0 during inversion
 * @param targetProbability softmax of the target class; 0 during inversion
 */
public record UpdateReport(
        int stage, int iteration, double loss, double crossEntropy, double style, double targetProbability) {}
