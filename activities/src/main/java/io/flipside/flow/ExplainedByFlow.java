package io.flipside.flow;

import io.flipside.frames.RgbFrames;

/** Sums, over frames, of what changed and of what is left when the original is moved as the flow says. */
final class ExplainedByFlow {
    /** A way there and back that ends further off than this, and than a tenth of the way, in pixels, leads nowhere. */
    private static final double LEAST_GAP = 1;

    private static final double GAP = 0.1;

    private double found;
    private double left;
    private double lost;

    /**
     * Adds one frame.
     *
     * @param back from the counterfactual's frame to the original's
     * @param forth from the original's frame to the counterfactual's
     */
    void add(RgbFrames original, RgbFrames counterfactual, int frame, FlowField back, FlowField forth) {
        byte[] before = original.frame(frame);
        byte[] after = counterfactual.frame(frame);
        for (int row = 0; row < original.height(); row++) {
            for (int column = 0; column < original.width(); column++) {
                int at = (row * original.width() + column) * RgbFrames.CHANNELS;
                double change = 0;
                for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                    change += square((after[at + c] & 0xFF) - (before[at + c] & 0xFF));
                }
                Place source = new Place(row + back.rows(row, column), column + back.columns(row, column));
                if (returns(source, row, column, forth)) {
                    found += change;
                    for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                        int channel = c;
                        left += square((after[at + c] & 0xFF)
                                - source.sample(
                                        original.height(),
                                        original.width(),
                                        (y, x) -> before[(y * original.width() + x) * RgbFrames.CHANNELS + channel]
                                                & 0xFF));
                    }
                } else {
                    lost += change;
                }
            }
        }
    }

    /** 0 to 1; not a number if nothing changed. */
    double share() {
        double explained = Math.max(0, found - left);
        return (explained + Math.min(lost, explained)) / (found + lost);
    }

    private static boolean returns(Place source, int row, int column, FlowField forth) {
        int height = forth.height();
        int width = forth.width();
        if (!source.within(height, width)) {
            return false;
        }
        double rows = source.row() + source.sample(height, width, forth::rows) - row;
        double columns = source.column() + source.sample(height, width, forth::columns) - column;
        double way = Math.hypot(source.row() - row, source.column() - column);
        return Math.hypot(rows, columns) <= Math.max(LEAST_GAP, GAP * way);
    }

    private static double square(double value) {
        return value * value;
    }
}
