package io.flipside.shapes;

import java.util.stream.LongStream;

/**
 * Which clips are for training, which for validation, which for the test: 70, 10 and 20 in a hundred.
 *
 * <p>A pure function of (seed, index), shared by everything that trains or measures, so that no clip is ever in two
 * parts, however many clips are used and in whatever order.
 */
public enum ShapeMovingSplit {
    TRAIN,
    VALIDATION,
    TEST;

    /** The part that an index belongs to. */
    public static ShapeMovingSplit of(long seed, long index) {
        double unit = Draws.of(seed, index, Draws.Purpose.SPLIT).nextUnit();
        if (unit < 0.7) {
            return TRAIN;
        }
        return unit < 0.8 ? VALIDATION : TEST;
    }

    /** This part's indices in rising order, without end: limit it. */
    public LongStream indices(long seed) {
        return LongStream.iterate(0, index -> index + 1).filter(index -> of(seed, index) == this);
    }
}
