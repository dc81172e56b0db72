package io.flipside.train;

import io.flipside.frames.RgbFrames;
import io.flipside.generator.GeneratorProfile;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The training part of Shape-Moving. A look comes in all four directions, so that a first frame says nothing about what
 * follows.
 *
 * @param clips length and size
 * @param seed of the data set
 */
public record ShapeMovingSource(ShapeMovingProfile clips, long seed) implements ClipSource {
    @Override
    public GeneratorProfile profile() {
        return new GeneratorProfile(clips.frameCount(), clips.side(), clips.framesPerSecond());
    }

    @Override
    public List<String> classes() {
        return Direction.classNames();
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public Iterator<Sample> from(long place) {
        return ShapeMovingSplit.TRAIN
                .indices(seed)
                .skip(place)
                .mapToObj(index -> {
                    ShapeMovingClip clip = ShapeMovingClip.draw(clips, seed, index);
                    return new Sample(index, clip.frames(), clip.direction().ordinal());
                })
                .iterator();
    }

    @Override
    public Iterator<List<RgbFrames>> looks() {
        return ShapeMovingSplit.TRAIN
                .indices(seed)
                .mapToObj(index -> {
                    ShapeMovingClip clip = ShapeMovingClip.draw(clips, seed, index);
                    return Arrays.stream(Direction.values())
                            .map(direction -> clip.withDirection(direction).frames())
                            .toList();
                })
                .iterator();
    }

    @Override
    public String identity() {
        return "";
    }
}
