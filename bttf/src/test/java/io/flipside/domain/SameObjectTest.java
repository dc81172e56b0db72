package io.flipside.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.frames.RgbFrames;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SameObjectTest {
    private static final ShapeMovingClip CLIP = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);

    /** A bright disc of a radius that may change with the frame (0 to 1), of one colour. */
    private static RgbFrames disc(DoubleUnaryOperator radius, int red, int green) {
        RgbFrames.Builder frames = RgbFrames.builder(64, 64);
        for (int f = 0; f < 5; f++) {
            byte[] rgb = new byte[64 * 64 * 3];
            double r = radius.applyAsDouble(f / 4.0);
            for (int i = 0; i < 64 * 64; i++) {
                double distance = Math.hypot(i % 64 - 31.5, i / 64 - 31.5);
                if (distance < r) {
                    rgb[3 * i] = (byte) red;
                    rgb[3 * i + 1] = (byte) green;
                }
            }
            frames.add(rgb);
        }
        return frames.build();
    }

    @Test
    void aThingThatOnlyMovesStaysItself() {
        for (Direction direction : Direction.values()) {
            assertThat(SameObject.measure(
                                    CLIP.frames(), CLIP.withDirection(direction).frames())
                            .isKept())
                    .as("%s", direction)
                    .isTrue();
        }
    }

    @Test
    void aThingThatGrowsChangesColourOrLosesItsCornersDoesNot() {
        RgbFrames red = disc(t -> 10, 250, 0);
        SameObject grown = SameObject.measure(red, disc(t -> 10 + 2 * t, 250, 0));
        assertThat(grown.area()).isBetween(1.3, 1.6);
        assertThat(grown.isKept()).isFalse();
        SameObject orange = SameObject.measure(red, disc(t -> 10, 250, 60));
        assertThat(orange.colour()).isBetween(0.2, 0.25);
        assertThat(orange.isKept()).isFalse();
        RgbFrames square = square();
        SameObject rounded = SameObject.measure(square, disc(t -> 11.3, 250, 0));
        assertThat(rounded.area()).isBetween(0.95, 1.05);
        assertThat(rounded.outline()).isLessThan(0.9);
        assertThat(rounded.isKept()).isFalse();
    }

    @Test
    void aThingThatIsGoneIsNotKeptAndFramesOfAnotherSizeAreRefused() {
        RgbFrames none = disc(t -> 0, 0, 0);
        assertThat(SameObject.measure(disc(t -> 10, 250, 0), none).isKept()).isFalse();
        assertThat(SameObject.measure(none, none).isKept()).isTrue();
        RgbFrames small = RgbFrames.of(new byte[3 * 8 * 8], 1, 8, 8);
        assertThatThrownBy(() -> SameObject.measure(none, small)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RgbFrames square() {
        byte[] rgb = new byte[64 * 64 * 3];
        IntStream.range(0, 64 * 64)
                .filter(i -> Math.abs(i % 64 - 31.5) < 10 && Math.abs(i / 64 - 31.5) < 10)
                .forEach(i -> rgb[3 * i] = (byte) 250);
        return RgbFrames.of(rgb, 1, 64, 64);
    }
}
