package io.flipside.domain;

import io.flipside.frames.RgbFrames;

/** Whether two clips begin alike. */
public final class FirstFrame {
    private FirstFrame() {}

    /**
     * How much of what stands out in the first frame of a clip is there in the first frame of another: what both have over
     * what either has, by brightness (weighted Jaccard index). Unlike SSIM it takes no comfort from a black background.
     *
     * @return 0 to 1, and 1 if nothing stands out in either
     * @throws IllegalArgumentException if the frames differ in size
     */
    public static double overlap(RgbFrames clip, RgbFrames other) {
        if (clip.height() != other.height() || clip.width() != other.width()) {
            throw new IllegalArgumentException("Frames to compare must have one size, got " + clip + " and " + other);
        }
        return Foreground.of(clip, 0).overlap(Foreground.of(other, 0));
    }
}
