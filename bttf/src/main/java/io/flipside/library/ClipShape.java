package io.flipside.library;

/**
 * The clips that a generator is to make; what is published says none of it.
 *
 * @param frames of a clip, 1 + 4k
 * @param side height and width in pixels, a multiple of 16
 * @param framesPerSecond at which they are shown
 */
public record ClipShape(int frames, int side, double framesPerSecond) {
    /** As the 480p models were published: 81 frames at 16 a second, and a square of their height. */
    public static final ClipShape PUBLISHED = new ClipShape(81, 480, 16);
}
