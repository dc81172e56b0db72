package io.flipside.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flipside.frames.RgbFrames;
import io.flipside.shapes.CentroidTracker;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import org.junit.jupiter.api.Test;

class ReenactmentTest {
    /** Reference: the clip drawn by code; a mean of 1 in 255 over the picture is what moving by parts of a pixel softens. */
    @Test
    void whatOnlyMovesIsPlayedAgainAsItIsDrawn() {
        ShapeMovingSplit.TEST.indices(7).limit(20).forEach(index -> {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, index);
            for (Direction way : Direction.values()) {
                RgbFrames wanted = clip.withDirection(way).frames();
                RgbFrames again = Reenactment.of(clip.frames(), wanted).orElseThrow();
                assertThat(difference(wanted, again))
                        .as("clip %s to %s", index, way)
                        .isLessThan(1);
            }
        });
    }

    @Test
    void aThingOfAnotherFormWithAShadowBesideItMovesTheOriginalsThingAlone() {
        RgbFrames original = discs(10, 20, 20, 0);
        RgbFrames again = Reenactment.of(original, discs(7, 32, 41, 0.4)).orElseThrow();
        assertThat(CentroidTracker.DEFAULT.centroid(again, 0)).hasValueSatisfying(centre -> {
            assertThat(centre.x()).isCloseTo(41.5, within(0.1));
            assertThat(centre.y()).isCloseTo(32.5, within(0.1));
        });
        assertThat(SameObject.measure(original, again).isKept()).isTrue();
    }

    @Test
    void whereTheThingIsGoneTheGroundIsBareAndOfTwoThingsThereIsNone() {
        RgbFrames original = discs(10, 20, 20, 0);
        RgbFrames bare = discs(0, 20, 20, 0);
        assertThat(Reenactment.of(original, bare)).contains(bare);
        assertThat(Reenactment.of(discs(10, 20, 20, 1), original)).isEmpty();
        assertThat(Reenactment.of(bare, original)).isEmpty();
    }

    /** A bright disc, and one like it in the lower right corner, of this brightness. */
    private static RgbFrames discs(double radius, int row, int column, double second) {
        byte[] rgb = new byte[64 * 64 * 3];
        for (int i = 0; i < 64 * 64; i++) {
            if (Math.hypot(i / 64 - row, i % 64 - column) < radius) {
                rgb[3 * i] = (byte) 250;
            } else if (Math.hypot(i / 64 - 55, i % 64 - 55) < radius) {
                rgb[3 * i] = (byte) (250 * second);
            }
        }
        return RgbFrames.of(rgb, 1, 64, 64);
    }

    private static double difference(RgbFrames one, RgbFrames other) {
        double sum = 0;
        for (int f = 0; f < one.count(); f++) {
            byte[] a = one.frame(f);
            byte[] b = other.frame(f);
            for (int i = 0; i < a.length; i++) {
                sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
            }
        }
        return sum / one.count() / (64 * 64 * 3);
    }
}
