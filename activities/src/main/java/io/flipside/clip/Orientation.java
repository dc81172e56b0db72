package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import org.bytedeco.javacpp.IntPointer;

/**
 * How stored frames must be changed to stand upright: perhaps mirrored, then turned. That is every way in which a square
 * can be laid on itself.
 *
 * @param mirrored whether left and right are swapped first
 * @param clockwiseDegrees the turn after it; frames are turned by the nearest quarter
 */
record Orientation(boolean mirrored, double clockwiseDegrees) {

    static final Orientation UPRIGHT = new Orientation(false, 0.0);

    /**
     * What a display matrix asks for. Scale is ignored; one that turns nothing into nothing is taken as upright.
     *
     * @param matrix nine numbers, row by row, that a row vector (x, y, 1) is multiplied with; 16.16 fixed point in the
     *     four that turn and mirror
     */
    static Orientation of(int... matrix) {
        long determinant = (long) matrix[0] * matrix[4] - (long) matrix[1] * matrix[3];
        boolean mirrored = determinant < 0;
        int[] turn = matrix.clone();
        if (mirrored) {
            // A mirror is taken off on the side of the stored frame; what is left only turns.
            turn[0] = -turn[0];
            turn[1] = -turn[1];
        }
        try (var numbers = new IntPointer(turn)) {
            double counterclockwise = av_display_rotation_get(numbers);
            return Double.isNaN(counterclockwise) ? UPRIGHT : new Orientation(mirrored, -counterclockwise);
        }
    }

    /** The step for frames of a given size. */
    FrameStep forFrames(int height, int width) {
        FrameStep.Maker turned = (rows, columns) -> Rotation.clockwise(clockwiseDegrees, rows, columns);
        return mirrored ? new Mirror(height, width).then(turned) : turned.forFrames(height, width);
    }
}
