package io.flipside.shapes;

/**
 * A cue that goes along with a class: {@value #PERCENT} of a hundred clips of that class have it, no clip of another.
 *
 * @param kind what is to be seen
 * @param carrier the class
 */
public record PlantedCue(Confounder kind, Direction carrier) {
    /** How many of a hundred clips of the class have the cue. */
    public static final int PERCENT = 95;

    /** Whether a clip has it: a pure function of the data set's seed, the clip's index and its label. */
    public boolean in(Direction label, long seed, long index) {
        return label == carrier && Draws.of(seed, index, Draws.Purpose.CUE).nextBelow(100) < PERCENT;
    }
}
