package io.flipside.shapes;

import io.flipside.frames.RgbFrames;
import java.util.Optional;
import java.util.function.Function;

/**
 * A data set of Shape-Moving clips.
 *
 * @param profile size and length
 * @param seed what decides which clip has which index
 * @param drawing from a clip's parameters to as many frames of the same size
 * @param cue what a class shows besides its motion; drawn in place of the drawing
 * @param labels how far labels err; the cue goes along with the label, not with the motion
 */
public record ShapeMovingSet(
        ShapeMovingProfile profile,
        long seed,
        Function<ShapeMovingClip, RgbFrames> drawing,
        Optional<PlantedCue> cue,
        LabelNoise labels) {

    /** Clips as they are. */
    public static ShapeMovingSet plain(ShapeMovingProfile profile, long seed) {
        return new ShapeMovingSet(profile, seed, ShapeMovingClip::frames, Optional.empty(), LabelNoise.NONE);
    }

    /** The parameters of a clip. */
    public ShapeMovingClip clip(long index) {
        return ShapeMovingClip.draw(profile, seed, index);
    }

    /** What a clip is labelled. */
    public Direction label(long index) {
        return labels.of(clip(index).direction(), seed, index);
    }

    /** The cue, if this clip has it. */
    public Optional<Confounder> cueIn(long index) {
        return cue.filter(planted -> planted.in(label(index), seed, index)).map(PlantedCue::kind);
    }

    /** A clip drawn. */
    public RgbFrames frames(long index) {
        ShapeMovingClip clip = clip(index);
        return cueIn(index).map(kind -> kind.frames(clip)).orElseGet(() -> drawing.apply(clip));
    }
}
