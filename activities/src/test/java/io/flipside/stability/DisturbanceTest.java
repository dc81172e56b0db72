package io.flipside.stability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.clip.Clip;
import io.flipside.frames.RgbFrames;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisturbanceTest {
    private static final Clip CLIP = new Clip(
            ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 3).frames(), ShapeMovingProfile.SMALL.framesPerSecond());

    private static double difference(Clip a, Clip b) {
        double sum = 0;
        for (int f = 0; f < a.count(); f++) {
            byte[] one = a.frames().frame(f);
            byte[] other = b.frames().frame(f);
            for (int i = 0; i < one.length; i++) {
                sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF)) / 255.0 / one.length;
            }
        }
        return sum / a.count();
    }

    @ParameterizedTest
    @EnumSource(Disturbance.class)
    void everyDisturbanceKeepsShapeAndRateChangesLittleAndIsTheSameEveryTime(Disturbance disturbance) {
        Clip once = disturbance.apply(CLIP);
        assertThat(once.count()).isEqualTo(CLIP.count());
        assertThat(once.height()).isEqualTo(CLIP.height());
        assertThat(once.width()).isEqualTo(CLIP.width());
        assertThat(once.framesPerSecond()).isEqualTo(CLIP.framesPerSecond());
        assertThat(difference(CLIP, once)).isBetween(1e-5, 0.05);
        assertThat(disturbance.apply(CLIP).frames()).isEqualTo(once.frames());
    }

    @ParameterizedTest
    @EnumSource(Disturbance.class)
    void framesWithOddSidesComeBackAsTheyWere(Disturbance disturbance) {
        RgbFrames.Builder odd = RgbFrames.builder(31, 45);
        for (int f = 0; f < 5; f++) {
            byte[] rgb = new byte[31 * 45 * 3];
            Arrays.fill(rgb, (byte) (40 * f));
            odd.add(rgb);
        }
        Clip disturbed = disturbance.apply(new Clip(odd.build(), 8));
        assertThat(disturbed.height()).isEqualTo(31);
        assertThat(disturbed.width()).isEqualTo(45);
    }

    @Test
    void aShiftShowsTheFirstFrameTwiceAndALossShowsTheLastTwice() {
        int last = CLIP.count() - 1;
        int lost = CLIP.count() / 2;
        RgbFrames shifted = Disturbance.SHIFTED.apply(CLIP).frames();
        assertThat(shifted.frame(0)).isEqualTo(CLIP.frames().frame(0));
        assertThat(shifted.frame(last)).isEqualTo(CLIP.frames().frame(last - 1));
        RgbFrames dropped = Disturbance.DROPPED.apply(CLIP).frames();
        assertThat(dropped.frame(lost - 1)).isEqualTo(CLIP.frames().frame(lost - 1));
        assertThat(dropped.frame(lost)).isEqualTo(CLIP.frames().frame(lost + 1));
        assertThat(dropped.frame(last)).isEqualTo(CLIP.frames().frame(last));
    }

    @Test
    void aSmallerRateOfBitsChangesAClipMore() {
        assertThat(difference(CLIP, Disturbance.H264_LOW.apply(CLIP)))
                .isGreaterThan(difference(CLIP, Disturbance.H264.apply(CLIP)));
    }
}
