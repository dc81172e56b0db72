package io.flipside.flow;

/**
 * A place in a picture, between pixels.
 *
 * @param row from the centre of the topmost one
 * @param column from the centre of the leftmost one
 */
record Place(double row, double column) {
    /** A value of each pixel. */
    interface Values {
        double at(int row, int column);
    }

    boolean within(int height, int width) {
        return row >= 0 && row <= height - 1 && column >= 0 && column <= width - 1;
    }

    /** The value at this place, linear between the four pixels around it; the place lies in the picture. */
    double sample(int height, int width, Values values) {
        int top = Math.min((int) row, Math.max(0, height - 2));
        int leftmost = Math.min((int) column, Math.max(0, width - 2));
        int bottom = Math.min(top + 1, height - 1);
        int rightmost = Math.min(leftmost + 1, width - 1);
        double down = row - top;
        double right = column - leftmost;
        return (1 - down) * ((1 - right) * values.at(top, leftmost) + right * values.at(top, rightmost))
                + down * ((1 - right) * values.at(bottom, leftmost) + right * values.at(bottom, rightmost));
    }
}
