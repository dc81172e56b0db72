package io.flipside.domain;

import io.flipside.shapes.ShapeMovingClip;

/**
 * One frame of a Shape-Moving clip that something is drawn from.
 *
 * @param clip the clip
 * @param frame the frame's index
 */
record Scene(ShapeMovingClip clip, int frame) {

    Scene at(int other) {
        return new Scene(clip, other);
    }

    /** Column of the shape's centre. */
    double x() {
        return clip.centreX(frame);
    }

    /** Row of the shape's centre. */
    double y() {
        return clip.centreY(frame);
    }

    double[] colour() {
        return clip.colour().toRgb();
    }

    /** Draws the clip's own shape over what is there. */
    void over(Canvas canvas) {
        canvas.lighten(clip.frames().frame(frame), colour());
    }
}
