package io.flipside.clip;

import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;

/**
 * Decoded frames and their rate.
 *
 * @param frames the pixels, 8-bit RGB
 * @param framesPerSecond above 0, at most 1000; the mean rate if the file's rate varied
 */
public record Clip(RgbFrames frames, double framesPerSecond) {

    public Clip {
        if (!(framesPerSecond > 0.0 && framesPerSecond <= 1000.0)) {
            throw new IllegalArgumentException("A clip runs at 0 to 1000 frames a second, got " + framesPerSecond);
        }
    }

    /**
     * A clip from a network's output.
     *
     * @param signed values in [-1, 1] (others are clamped), flat in the order [channel, frame, row, column]
     * @throws IllegalArgumentException if the length does not fit the shape or a value is not a number
     */
    public static Clip fromSigned(float[] signed, int count, int height, int width, double framesPerSecond) {
        return new Clip(SignedPixels.toFrames(signed, count, height, width), framesPerSecond);
    }

    /** The frames as numbers in [-1, 1], flat in the order [channel, frame, row, column]. */
    public float[] toSigned() {
        return SignedPixels.fromFrames(frames);
    }

    /** Number of frames. */
    public int count() {
        return frames.count();
    }

    /** Rows of a frame. */
    public int height() {
        return frames.height();
    }

    /** Columns of a frame. */
    public int width() {
        return frames.width();
    }
}
