package io.flipside.shapes;

/**
 * Centre of the bright pixels of a frame.
 *
 * @param x pixels from the left edge, pixel centres at +0.5
 * @param y pixels from the top edge, pixel centres at +0.5
 * @param weight sum of the weights, in units of one full-bright pixel
 */
public record Centroid(double x, double y, double weight) {}
