package io.flipside.flow;

/**
 * Where each pixel of one picture is in another.
 *
 * @param ways in pixels, in the order [row, column, (columns, rows)]: to the right, and down
 * @param height rows
 * @param width columns
 */
record FlowField(float[] ways, int height, int width) {
    /** Everything stays where it is. */
    static FlowField still(int height, int width) {
        return new FlowField(new float[2 * height * width], height, width);
    }

    /** To the right. */
    double columns(int row, int column) {
        return ways[2 * (row * width + column)];
    }

    /** Down. */
    double rows(int row, int column) {
        return ways[2 * (row * width + column) + 1];
    }
}
