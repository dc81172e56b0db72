package io.flipside.shapes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.frames.RgbFrames;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShapeMovingClipTest {

    @Test
    void neverLeavesTheFrameInAnyDirection() {
        for (long index = 0; index < 20_000; index++) {
            var drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, index);
            double reach = drawn.shape().reach() * drawn.radius() * 64;
            for (Direction direction : Direction.values()) {
                var clip = drawn.withDirection(direction);
                double x = clip.centreX(16);
                double y = clip.centreY(16);
                assertTrue(Math.min(x, y) - reach >= -1e-9 && Math.max(x, y) + reach <= 64 + 1e-9, clip::toString);
            }
        }
    }

    @Test
    void drawsEveryPixelOfTheShapeInsideTheFrame() {
        // The area of the shape is the same in all frames only if none of it is cut off at the border.
        for (long index = 0; index < 60; index++) {
            var frames = ShapeMovingClip.draw(ShapeMovingProfile.PAPER, 3, index)
                    .frames()
                    .select(0, 64);
            var tracker = new CentroidTracker(0);
            double first = tracker.centroid(frames, 0).orElseThrow().weight();
            double last = tracker.centroid(frames, 1).orElseThrow().weight();
            assertEquals(first, last, 0.015 * first);
        }
    }

    @Test
    void theFirstFrameSaysNothingAboutTheDirection() {
        for (long index = 0; index < 50; index++) {
            var clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 11, index);
            byte[] first = clip.frames().frame(0);
            for (Direction direction : Direction.values()) {
                assertArrayEquals(first, clip.withDirection(direction).frames().frame(0));
            }
        }
    }

    @Test
    void everyDirectionHasTheSameNumberOfClips() {
        var counts = new EnumMap<Direction, Integer>(Direction.class);
        LongStream.range(0, 64_000)
                .mapToObj(i ->
                        ShapeMovingClip.draw(ShapeMovingProfile.PAPER, 1, i).direction())
                .forEach(direction -> counts.merge(direction, 1, Integer::sum));
        for (Direction direction : Direction.values()) {
            assertEquals(16_000, counts.get(direction));
        }
    }

    @Test
    void fourInARowComeInManyOrders() {
        var orders = new HashSet<String>();
        for (long block = 0; block < 1_000; block++) {
            var order = new StringBuilder();
            for (long i = 4 * block; i < 4 * block + 4; i++) {
                order.append(
                        ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 5, i).direction());
            }
            orders.add(order.toString());
        }
        assertEquals(24, orders.size());
    }

    @Test
    void aClipDependsOnSeedAndIndexOnly() {
        var clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 42, 1234);
        assertEquals(clip, ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 42, 1234));
        assertNotEquals(clip, ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 43, 1234));
        assertNotEquals(clip, ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 42, 1235));
    }

    @Test
    void seedAndIndexAreNotInterchangeable() {
        var radii = new HashSet<Double>();
        for (long seed = 0; seed < 100; seed++) {
            for (long index = 0; index < 100; index++) {
                radii.add(ShapeMovingClip.draw(ShapeMovingProfile.SMALL, seed, index)
                        .radius());
            }
        }
        assertEquals(10_000, radii.size());
    }

    @Test
    void bothProfilesShowTheSameClip() {
        var small = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 9, 77);
        var paper = ShapeMovingClip.draw(ShapeMovingProfile.PAPER, 9, 77);
        assertEquals(small.shape(), paper.shape());
        assertEquals(small.direction(), paper.direction());
        assertEquals(small.centreX(16) / 64, paper.centreX(64) / 224, 1e-12);
        RgbFrames frames = paper.frames();
        assertEquals(65, frames.count());
        assertEquals(224, frames.height());
        assertEquals(224, frames.width());
    }

    @Test
    void allShapesAreDrawn() {
        var seen = EnumSet.noneOf(Shape.class);
        LongStream.range(0, 100)
                .forEach(i -> seen.add(
                        ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 0, i).shape()));
        assertEquals(EnumSet.allOf(Shape.class), seen);
    }

    @Test
    void refusesAStartWithoutRoomForAllDirections() {
        var colour = new Colour(0.5, 1.0, 1.0);
        assertThrows(
                IllegalArgumentException.class,
                () -> new ShapeMovingClip(
                        ShapeMovingProfile.SMALL, Shape.DIAMOND, colour, 0.125, 0.39, 0.5, 0.26, Direction.RIGHT));
        assertThrows(IllegalArgumentException.class, () -> ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 0, -1));
    }
}
