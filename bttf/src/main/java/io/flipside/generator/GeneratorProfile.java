package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;

/**
 * The clips that a generator makes, from {@code generator.json}.
 *
 * @param frames of a clip
 * @param side height and width in pixels
 * @param framesPerSecond at which they are shown
 */
public record GeneratorProfile(int frames, int side, double framesPerSecond) {
    private static final int MAX_FRAMES = 4096;
    private static final int MAX_SIDE = 4096;
    private static final double MAX_RATE = 1000;

    /** @throws UserError naming a field that is missing or out of its range */
    public static GeneratorProfile of(JsonConfig json) {
        double rate = json.number("fps");
        if (!(rate > 0 && rate <= MAX_RATE)) {
            throw new UserError("config " + json.origin() + ": fps is " + rate + "; it must be above 0 and at most "
                    + MAX_RATE + ".");
        }
        return new GeneratorProfile(json.integer("frames", 1, MAX_FRAMES), json.integer("side", 1, MAX_SIDE), rate);
    }
}
