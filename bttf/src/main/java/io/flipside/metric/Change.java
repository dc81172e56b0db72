package io.flipside.metric;

import io.flipside.frames.RgbFrames;

/**
 * What a counterfactual changes, value by value.
 *
 * @param original clip
 * @param counterfactual of the same shape
 */
record Change(RgbFrames original, RgbFrames counterfactual) {
    /** @throws IllegalArgumentException if the clips differ in shape */
    Change {
        if (original.count() != counterfactual.count()
                || original.height() != counterfactual.height()
                || original.width() != counterfactual.width()) {
            throw new IllegalArgumentException(
                    "A change is between clips of one shape, got " + original + " and " + counterfactual);
        }
    }

    /** Whether there is none. */
    boolean isNone() {
        return original.equals(counterfactual);
    }

    /** Counterfactual less original of one frame, -255 to 255, in the order [channel, row, column]. */
    double[] planes(int frame) {
        byte[] before = original.frame(frame);
        byte[] after = counterfactual.frame(frame);
        int plane = original.height() * original.width();
        var change = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            change[i % RgbFrames.CHANNELS * plane + i / RgbFrames.CHANNELS] = (after[i] & 0xFF) - (before[i] & 0xFF);
        }
        return change;
    }
}
