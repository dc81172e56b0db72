package io.flipside.cost;

/**
 * The size of a clip or of a latent.
 *
 * @param frames in time
 * @param height rows
 * @param width columns
 */
public record ClipSize(long frames, long height, long width) {
    /** Places in it. */
    public long places() {
        return frames * height * width;
    }
}
