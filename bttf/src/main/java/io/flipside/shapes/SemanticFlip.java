package io.flipside.shapes;

import io.flipside.frames.RgbFrames;

/**
 * Whether a clip really shows the target motion, judged by where its shape goes and not by any network. A classifier
 * can be fooled by noise; this cannot.
 *
 * @param columns way of the shape's centre from the first to the last frame in pixels, to the right
 * @param rows the same, downwards
 * @param moves whether it went far enough towards the target, mostly along the target's axis
 */
public record SemanticFlip(double columns, double rows, boolean moves) {

    /** Least way towards the target in pixels of a 64-pixel frame; larger frames ask for proportionally more. */
    public static final double LEAST_PIXELS_AT_64 = 5.0;

    /**
     * Measures a clip. A clip without a bright shape in its first or last frame does not move.
     *
     * @param frames any clip; its shorter side scales the least way
     */
    public static SemanticFlip measure(RgbFrames frames, Direction target) {
        return measure(frames, target, CentroidTracker.DEFAULT);
    }

    /** As above, with what finds the shape: a bright one on a dark ground is not the only kind. */
    public static SemanticFlip measure(RgbFrames frames, Direction target, ShapeTracker tracker) {
        var first = tracker.centroid(frames, 0);
        var last = tracker.centroid(frames, frames.count() - 1);
        if (first.isEmpty() || last.isEmpty()) {
            return new SemanticFlip(0.0, 0.0, false);
        }
        double columns = last.get().x() - first.get().x();
        double rows = last.get().y() - first.get().y();
        double along = target.columns() * columns + target.rows() * rows;
        double across = target.columns() != 0 ? Math.abs(rows) : Math.abs(columns);
        double least = LEAST_PIXELS_AT_64 * Math.min(frames.height(), frames.width()) / 64.0;
        return new SemanticFlip(columns, rows, along >= least && along > across);
    }
}
