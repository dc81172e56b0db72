package io.flipside.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.domain.ForeignClip;
import io.flipside.frames.RgbFrames;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SemanticFlipTest {

    @Test
    void seesTheTrueDirectionOfEveryClipAndNoOther() {
        for (long index = 0; index < 200; index++) {
            var clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 21, index);
            var frames = clip.frames();
            for (Direction target : Direction.values()) {
                assertEquals(
                        target == clip.direction(),
                        SemanticFlip.measure(frames, target).moves());
            }
        }
    }

    @Test
    void asksForTheSameShareOfALargerFrame() {
        var clip = ShapeMovingClip.draw(ShapeMovingProfile.PAPER, 21, 0);
        assertTrue(SemanticFlip.measure(clip.frames(), clip.direction()).moves());
        assertFalse(SemanticFlip.measure(moved(224, 17, 0), Direction.RIGHT).moves());
        assertTrue(SemanticFlip.measure(moved(224, 18, 0), Direction.RIGHT).moves());
    }

    @Test
    void needsFivePixelsAlongTheDominantAxis() {
        assertFalse(SemanticFlip.measure(moved(64, 4, 0), Direction.RIGHT).moves());
        assertTrue(SemanticFlip.measure(moved(64, 5, 0), Direction.RIGHT).moves());
        assertTrue(SemanticFlip.measure(moved(64, 8, 7), Direction.RIGHT).moves());
        assertFalse(SemanticFlip.measure(moved(64, 8, 8), Direction.RIGHT).moves());
        assertFalse(SemanticFlip.measure(moved(64, 8, 0), Direction.LEFT).moves());
        assertTrue(SemanticFlip.measure(moved(64, 0, -6), Direction.UP).moves());
    }

    @Test
    void tracksTheCentreToHalfAPixelThroughNoise() {
        var clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 4, 2);
        var track = CentroidTracker.DEFAULT.track(noisy(clip.frames()));
        assertEquals(17, track.size());
        for (int f = 0; f < 17; f++) {
            var centre = track.get(f).orElseThrow();
            assertEquals(clip.centreX(f), centre.x(), 0.5);
            // A triangle's centroid is its circumcentre; noise and threshold move it a little.
            assertEquals(clip.centreY(f), centre.y(), 0.5);
        }
    }

    @Test
    void aClipThatLostItsShapeDoesNotMove() {
        var dark = RgbFrames.of(new byte[2 * 8 * 8 * 3], 2, 8, 8);
        assertFalse(SemanticFlip.measure(dark, Direction.UP).moves());
        assertTrue(CentroidTracker.DEFAULT.centroid(dark, 0).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new CentroidTracker(255));
    }

    private static RgbFrames moved(int side, int columns, int rows) {
        var frames = RgbFrames.builder(side, side);
        for (int f = 0; f < 2; f++) {
            var rgb = new byte[side * side * 3];
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    rgb[((20 + i + f * rows) * side + 20 + j + f * columns) * 3] = (byte) 230;
                }
            }
            frames.add(rgb);
        }
        return frames.build();
    }

    private static RgbFrames noisy(RgbFrames frames) {
        var random = new SplittableRandom(1);
        var noisy = RgbFrames.builder(frames.height(), frames.width());
        for (int f = 0; f < frames.count(); f++) {
            byte[] rgb = frames.frame(f);
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 0xFF) + random.nextInt(-20, 21)));
            }
            noisy.add(rgb);
        }
        return noisy.build();
    }

    @Test
    void onGreyTheShapeIsWhatStandsOut() {
        for (int i = 0; i < 40; i++) {
            var clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, i);
            RgbFrames grey = ForeignClip.GREY_STARS.frames(clip);
            assertTrue(
                    SemanticFlip.measure(grey, clip.direction(), ContrastTracker.DEFAULT)
                            .moves(),
                    "clip " + i);
        }
    }
}
