package io.flipside.domain;

import java.util.Arrays;

/**
 * The convex hull of the marked pixels of a picture, as what it spans in each row (Andrew's monotone chain from top to
 * bottom, by the outermost pixels of each row).
 */
final class ConvexHull {
    private final int height;
    private final int width;
    private final boolean[] marked;

    ConvexHull(boolean[] marked, int height, int width) {
        this.marked = marked;
        this.height = height;
        this.width = width;
    }

    /** Which pixels' centres lie in the hull, the marked ones among them. */
    boolean[] filled() {
        double[] left = side(1);
        double[] right = side(-1);
        boolean[] filled = new boolean[marked.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                // what lies on the hull's edge is in, whatever rounding says; rows without one hold no number
                filled[row * width + column] = column >= left[row] - 1e-9 && column <= right[row] + 1e-9;
            }
        }
        return filled;
    }

    // the hull's edge in each row, from the outermost pixels seen from the left (1) or from the right (-1)
    private double[] side(int from) {
        int[] rows = new int[height];
        int[] columns = new int[height];
        int count = 0;
        for (int row = 0; row < height; row++) {
            int column = outermost(row, from);
            if (column < 0) {
                continue;
            }
            while (count > 1 && from * turn(rows, columns, count, row, column) >= 0) {
                count--;
            }
            rows[count] = row;
            columns[count] = column;
            count++;
        }
        double[] edge = new double[height];
        Arrays.fill(edge, Double.NaN);
        for (int i = 0; i < count; i++) {
            edge[rows[i]] = columns[i];
            for (int row = rows[i] + 1; i + 1 < count && row < rows[i + 1]; row++) {
                double along = (double) (row - rows[i]) / (rows[i + 1] - rows[i]);
                edge[row] = columns[i] + along * (columns[i + 1] - columns[i]);
            }
        }
        return edge;
    }

    // twice the signed area of the last two points and a new one
    private static long turn(int[] rows, int[] columns, int count, int row, int column) {
        long acrossLast = columns[count - 1] - columns[count - 2];
        long acrossNew = column - columns[count - 2];
        return acrossLast * (row - rows[count - 2]) - acrossNew * (rows[count - 1] - rows[count - 2]);
    }

    private int outermost(int row, int from) {
        for (int i = 0; i < width; i++) {
            int column = from > 0 ? i : width - 1 - i;
            if (marked[row * width + column]) {
                return column;
            }
        }
        return -1;
    }
}
