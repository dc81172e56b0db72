package io.flipside.clip;

import io.flipside.frames.RgbFrames;

/** Clips of another size, bicubic with antialiasing. */
public final class ClipResize {
    private ClipResize() {}

    /** The clip with frames of the given sides; the same clip if it has them. */
    public static Clip to(Clip clip, int height, int width) {
        BicubicScaler scaler = new BicubicScaler(clip.height(), clip.width(), height, width);
        RgbFrames.Builder frames = RgbFrames.builder(height, width);
        for (int f = 0; f < clip.count(); f++) {
            frames.add(scaler.apply(clip.frames().frame(f)));
        }
        return new Clip(frames.build(), clip.framesPerSecond());
    }
}
