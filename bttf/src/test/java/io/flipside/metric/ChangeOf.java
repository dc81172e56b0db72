package io.flipside.metric;

import io.flipside.frames.RgbFrames;
import java.util.SplittableRandom;

/** Clips that differ in what a test says. */
final class ChangeOf {
    private ChangeOf() {}

    /** The level of a value, 0 to 255. */
    interface Level {
        int of(int frame, int row, int column);
    }

    /** A grey clip. */
    static RgbFrames grey(int count, int height, int width, Level level) {
        RgbFrames.Builder frames = RgbFrames.builder(height, width);
        for (int frame = 0; frame < count; frame++) {
            var rgb = new byte[height * width * RgbFrames.CHANNELS];
            for (int i = 0; i < rgb.length; i++) {
                int pixel = i / RgbFrames.CHANNELS;
                rgb[i] = (byte) level.of(frame, pixel / width, pixel % width);
            }
            frames.add(rgb);
        }
        return frames.build();
    }

    /** Every value drawn by itself. */
    static RgbFrames noise(int count, int height, int width, long seed) {
        var rgb = new byte[count * height * width * RgbFrames.CHANNELS];
        new SplittableRandom(seed).nextBytes(rgb);
        return RgbFrames.of(rgb, count, height, width);
    }
}
