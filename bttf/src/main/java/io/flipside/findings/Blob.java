package io.flipside.findings;

/**
 * Pixels that stand out of the ground and touch each other.
 *
 * @param label by which its pixels are marked, from 1
 * @param mass sum of how far they stand out, in units of a pixel of full brightness
 * @param x column of its centre, in shorter sides of the frame
 * @param y row of its centre, likewise
 */
record Blob(int label, double mass, double x, double y) {
    double distance(Blob other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
