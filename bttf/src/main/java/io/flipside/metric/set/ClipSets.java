package io.flipside.metric.set;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import java.util.List;

/**
 * Two sets of clips to compare, all of one shape, at least two in each.
 *
 * @param originals as the generator sees them
 * @param counterfactuals as read again from the written lossless files; there may be more or fewer than originals
 */
public record ClipSets(List<RgbFrames> originals, List<RgbFrames> counterfactuals) {
    private static final int LEAST = 2;

    /** @throws UserError if a set has fewer than two clips, or one clip has another shape; the message names it */
    public ClipSets {
        originals = List.copyOf(originals);
        counterfactuals = List.copyOf(counterfactuals);
        enough(originals, "originals");
        enough(counterfactuals, "counterfactuals");
        RgbFrames first = originals.get(0);
        oneShape(originals, "originals", first);
        oneShape(counterfactuals, "counterfactuals", first);
    }

    /** Clips of the smaller set. */
    public int count() {
        return Math.min(originals.size(), counterfactuals.size());
    }

    /** Any of them: their shape is one. */
    RgbFrames example() {
        return originals.get(0);
    }

    private static void enough(List<RgbFrames> clips, String what) {
        if (clips.size() < LEAST) {
            throw new UserError("a distance of sets needs at least " + LEAST + " clips in each; the " + what + " are "
                    + clips.size() + ". Give more clips.");
        }
    }

    /** @throws UserError naming the first clip, counted from 1, that has another shape */
    static void oneShape(List<RgbFrames> clips, String what, RgbFrames shape) {
        for (int i = 0; i < clips.size(); i++) {
            RgbFrames clip = clips.get(i);
            if (clip.count() != shape.count() || clip.height() != shape.height() || clip.width() != shape.width()) {
                throw new UserError("clip " + (i + 1) + " of the " + what + " has " + text(clip) + ", the first clip "
                        + text(shape) + ". Clips of one comparison have one shape: leave it out, or compare by shape.");
            }
        }
    }

    private static String text(RgbFrames clip) {
        return clip.count() + " frames of " + clip.width() + " x " + clip.height();
    }
}
