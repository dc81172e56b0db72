package io.flipside.cli.model;

import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A Shape-Moving clip that no shipped model was trained on, and what it is asked to become.
 *
 * @param index in its data set
 * @param drawn the clip
 * @param target another direction than its own
 */
record TestClip(long index, ShapeMovingClip drawn, Direction target) {
    /**
     * The clips of the test part.
     *
     * @param seed of the targets
     */
    static Stream<TestClip> all(long seed) {
        return all(ShapeMovingSplit.TEST, seed);
    }

    /** The same of a part of the data. */
    static Stream<TestClip> all(ShapeMovingSplit part, long seed) {
        return part.indices(DemoCommand.DATA_SEED).mapToObj(index -> of(index, seed));
    }

    private static TestClip of(long index, long seed) {
        ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, index);
        Direction[] others = Stream.of(Direction.values())
                .filter(d -> d != drawn.direction())
                .toArray(Direction[]::new);
        return new TestClip(index, drawn, others[new SplittableRandom(seed + index).nextInt(others.length)]);
    }
}
