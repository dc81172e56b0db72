package io.flipside.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.frames.RgbFrames;
import io.flipside.shapes.Shape;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForegroundTest {
    private static final int SIDE = 96;

    @Test
    void aDiscHasTheOutlineAndTheSpreadOfADisc() {
        Foreground disc = drawn((x, y) -> Math.hypot(x - 40, y - 50) - 20);
        assertEquals(4 * Math.PI, disc.outline(), 0.6);
        assertEquals(1 / (2 * Math.PI), disc.spread(), 0.01);
        assertEquals(0, disc.hollow());
    }

    @Test
    void aRingIsHollowAndHasTwoOutlines() {
        Foreground ring = drawn((x, y) -> Math.abs(Math.hypot(x - 48, y - 48) - 20) - 5);
        double area = Math.PI * (25 * 25 - 15 * 15);
        assertEquals(Math.pow(2 * Math.PI * 40, 2) / area, ring.outline(), 4);
        assertEquals(15.0 * 15 / (25 * 25 - 15 * 15), ring.hollow(), 0.08);
    }

    @Test
    void twoFiguresSpreadWide() {
        Foreground two = drawn((x, y) -> Math.min(Math.hypot(x - 20, y - 48), Math.hypot(x - 76, y - 48)) - 8);
        assertTrue(two.spread() > 1.5, "spread " + two.spread());
        assertTrue(two.hollow() > 1, "hollow " + two.hollow());
    }

    @Test
    void noShapeOfTheSmallWorldIsHollowWhateverItsPlaceOrGrain() {
        SplittableRandom random = new SplittableRandom(1);
        for (Shape shape : Shape.values()) {
            ShapeMovingClip clip = clipOf(shape);
            for (int f = 0; f < clip.profile().frameCount(); f++) {
                byte[] rgb = clip.frames().frame(f);
                float[] values = new float[rgb.length];
                for (int i = 0; i < rgb.length; i++) {
                    float noisy = (rgb[i] & 0xFF) / 255f + (float) (0.04 * (random.nextDouble() - 0.5));
                    values[i % 3 * (rgb.length / 3) + i / 3] = noisy;
                }
                int side = clip.profile().side();
                assertEquals(0, Foreground.of(values, 3, side, side).hollow(), shape + " in frame " + f);
            }
        }
    }

    @Test
    void aFrameOverlapsItselfWhollyAndAStarItsDiscInPart() {
        ShapeMovingClip disc = clipOf(Shape.CIRCLE);
        RgbFrames star = ForeignClip.STAR_SHAPE.frames(disc);
        assertEquals(1, FirstFrame.overlap(star, star));
        double part = FirstFrame.overlap(star, disc.frames());
        assertTrue(part > 0.4 && part < 0.65, "overlap " + part);
        RgbFrames black = ForeignClip.BLACK_THROUGHOUT.frames(disc);
        assertEquals(1, FirstFrame.overlap(black, black), "nothing stands out in either");
        assertEquals(0, FirstFrame.overlap(star, black));
    }

    @Test
    void nothingHasNoForm() {
        Foreground nothing = Foreground.of(new float[SIDE * SIDE], 1, SIDE, SIDE);
        assertEquals(List.of(0.0, 0.0, 0.0), List.of(nothing.outline(), nothing.spread(), nothing.hollow()));
    }

    private static ShapeMovingClip clipOf(Shape shape) {
        return LongStream.range(0, 100)
                .mapToObj(index -> ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 5, index))
                .filter(clip -> clip.shape() == shape)
                .findFirst()
                .orElseThrow();
    }

    private static Foreground drawn(Canvas.Outline outline) {
        Canvas canvas = new Canvas(SIDE);
        canvas.figure(new double[] {1, 1, 1}, outline);
        byte[] rgb = canvas.bytes();
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (rgb[3 * i] & 0xFF) / 255f;
        }
        return Foreground.of(values, 1, SIDE, SIDE);
    }
}
