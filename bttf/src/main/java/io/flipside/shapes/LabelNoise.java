package io.flipside.shapes;

/**
 * Labels that err: so many of a hundred clips bear the name of another direction than their own, each of the three as
 * often. With such labels motion is an imperfect reason, as it is in most real data.
 *
 * @param percent 0 to {@value #MOST}
 */
public record LabelNoise(int percent) {
    /** From here on the right name is no likelier than a wrong one. */
    public static final int MOST = 74;

    /** Every label as it should be. */
    public static final LabelNoise NONE = new LabelNoise(0);

    /**
     * Checks the part.
     *
     * @throws IllegalArgumentException if it is not 0 to {@value #MOST}
     */
    public LabelNoise {
        if (percent < 0 || percent > MOST) {
            throw new IllegalArgumentException(percent + " of a hundred labels that err; 0 to " + MOST + " may");
        }
    }

    /** What a clip is labelled: a pure function of the data set's seed, the clip's index and its direction. */
    public Direction of(Direction own, long seed, long index) {
        var draws = Draws.of(seed, index, Draws.Purpose.LABEL);
        Direction[] all = Direction.values();
        boolean errs = draws.nextBelow(100) < percent;
        return errs ? all[(own.ordinal() + 1 + draws.nextBelow(all.length - 1)) % all.length] : own;
    }
}
