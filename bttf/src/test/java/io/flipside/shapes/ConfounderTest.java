package io.flipside.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flipside.frames.RgbFrames;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfounderTest {
    private static final long SEED = 7;
    private static final int CLIPS = 6;

    @Test
    void nineteenOfTwentyClipsOfOneClassHaveTheCueAndNoneOfAnother() {
        PlantedCue cue = new PlantedCue(Confounder.CORNER, Direction.LEFT);
        long left = 0;
        long cued = 0;
        long others = 0;
        for (long index = 0; index < 8000; index++) {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, SEED, index);
            boolean has = cue.in(clip.direction(), SEED, index);
            boolean carrier = clip.direction() == Direction.LEFT;
            left += carrier ? 1 : 0;
            cued += carrier && has ? 1 : 0;
            others += !carrier && has ? 1 : 0;
        }
        assertThat(others).isZero();
        assertThat(left).isEqualTo(2000);
        // three standard deviations of 2000 draws
        assertThat((double) cued / left).isCloseTo(0.95, within(0.015));
    }

    @Test
    void aSetDrawsTheCueInThoseClipsAndLeavesTheOthersAsTheyAre() {
        ShapeMovingSet plain = ShapeMovingSet.plain(ShapeMovingProfile.SMALL, SEED);
        ShapeMovingSet cued = new ShapeMovingSet(
                ShapeMovingProfile.SMALL,
                SEED,
                ShapeMovingClip::frames,
                Optional.of(new PlantedCue(Confounder.FLICKER, Direction.UP)),
                LabelNoise.NONE);
        for (long index = 0; index < 12; index++) {
            assertThat(cued.frames(index).equals(plain.frames(index)))
                    .isEqualTo(cued.cueIn(index).isEmpty());
        }
        assertThat(LongStream.range(0, 12).filter(index -> cued.cueIn(index).isPresent()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theFirstFrameStaysAsItWasAndEveryClipIsAnother(Confounder kind) {
        clips().forEach(clip -> {
            RgbFrames frames = kind.frames(clip);
            assertThat(frames.count()).isEqualTo(clip.frames().count());
            assertThat(frames.select(0)).isEqualTo(clip.frames().select(0));
            assertThat(frames).isNotEqualTo(clip.frames());
            assertThat(kind.frames(clip)).isEqualTo(frames);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theShapeMovesAsItDid(Confounder kind) {
        clips().forEach(clip -> assertThat(SemanticFlip.measure(kind.frames(clip), clip.direction())
                        .moves())
                .isTrue());
    }

    @Test
    void brightnessRisesFromFrameToFrameByAQuarterOfTheWayToWhite() {
        clips().forEach(clip -> {
            double[] means = means(Confounder.BRIGHTNESS.frames(clip));
            double plain = means(clip.frames())[0];
            for (int f = 1; f < means.length; f++) {
                assertThat(means[f]).isGreaterThan(means[f - 1] + 2);
            }
            assertThat(means[means.length - 1]).isCloseTo(plain + 0.25 * (255 - plain), within(3.0));
        });
    }

    @Test
    void flickerIsDarkInEveryOtherFrame() {
        clips().forEach(clip -> {
            double[] means = means(Confounder.FLICKER.frames(clip));
            double[] plain = means(clip.frames());
            for (int f = 0; f < means.length; f++) {
                assertThat(means[f] / plain[f]).isCloseTo(f % 2 == 1 ? 0.6 : 1, within(0.01));
            }
        });
    }

    @Test
    void theCornerIsMarkedInTheSecondHalfAndBlackBefore() {
        clips().forEach(clip -> {
            RgbFrames frames = Confounder.CORNER.frames(clip);
            for (int f = 0; f < frames.count(); f++) {
                int level = f > 8 ? 102 : 0;
                assertThat(frames.sample(f, 0, 0, 0)).isEqualTo(level);
                assertThat(frames.sample(f, 11, 11, 2)).isEqualTo(level);
                assertThat(frames.sample(f, 12, 12, 1)).isZero();
            }
        });
    }

    @Test
    void aSecondSmallerShapeGoesTheOtherWay() {
        clips().forEach(clip -> {
            RgbFrames frames = Confounder.RETREAT.frames(clip);
            int last = frames.count() - 1;
            assertThat(components(clip.frames(), last)).isEqualTo(1);
            assertThat(components(frames, last)).isEqualTo(2);
            double middle = second(clip, frames, last / 2);
            double end = second(clip, frames, last);
            assertThat(end).isLessThan(middle - 2);
            assertThat(middle).isLessThan(-2);
        });
    }

    /** How far along the clip's direction the centre of what is not the shape lies from the start, in pixels. */
    private static double second(ShapeMovingClip clip, RgbFrames frames, int frame) {
        RgbFrames plain = clip.frames();
        double sum = 0;
        double along = 0;
        for (int row = 0; row < frames.height(); row++) {
            for (int column = 0; column < frames.width(); column++) {
                int added = bright(frames, frame, row, column) - bright(plain, frame, row, column);
                sum += added;
                along += added
                        * (clip.direction().columns() * (column + 0.5 - clip.centreX(0))
                                + clip.direction().rows() * (row + 0.5 - clip.centreY(0)));
            }
        }
        return along / sum;
    }

    private static int components(RgbFrames frames, int frame) {
        var seen = new boolean[frames.height()][frames.width()];
        int components = 0;
        for (int row = 0; row < frames.height(); row++) {
            for (int column = 0; column < frames.width(); column++) {
                if (!seen[row][column] && bright(frames, frame, row, column) > 40) {
                    components++;
                    flood(frames, frame, seen, row, column);
                }
            }
        }
        return components;
    }

    private static void flood(RgbFrames frames, int frame, boolean[][] seen, int row, int column) {
        var open = new ArrayDeque<int[]>();
        open.add(new int[] {row, column});
        while (!open.isEmpty()) {
            int[] at = open.remove();
            boolean inside = at[0] >= 0 && at[0] < frames.height() && at[1] >= 0 && at[1] < frames.width();
            if (inside && !seen[at[0]][at[1]] && bright(frames, frame, at[0], at[1]) > 40) {
                seen[at[0]][at[1]] = true;
                for (int step = 0; step < 9; step++) {
                    open.add(new int[] {at[0] + step / 3 - 1, at[1] + step % 3 - 1});
                }
            }
        }
    }

    private static int bright(RgbFrames frames, int frame, int row, int column) {
        return IntStream.range(0, RgbFrames.CHANNELS)
                .map(c -> frames.sample(frame, row, column, c))
                .max()
                .orElseThrow();
    }

    private static double[] means(RgbFrames frames) {
        return IntStream.range(0, frames.count())
                .mapToDouble(f -> {
                    byte[] rgb = frames.frame(f);
                    return IntStream.range(0, rgb.length)
                            .map(i -> rgb[i] & 0xFF)
                            .average()
                            .orElseThrow();
                })
                .toArray();
    }

    private static Stream<ShapeMovingClip> clips() {
        return LongStream.range(0, CLIPS)
                .mapToObj(index -> ShapeMovingClip.draw(ShapeMovingProfile.SMALL, SEED, index));
    }
}
