package io.flipside.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flipside.frames.RgbFrames;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each figure of a clip of which it is known. */
class ClipFiguresTest {
    private static final int SIDE = 40;
    private static final int FRAMES = 9;

    private interface Painter {
        int value(int frame, int row, int column, int channel);
    }

    @Test
    void aSquareThatMovesHasItsWayInPartsOfTheSide() {
        Map<Cue, Double> cues = cues((f, row, column, c) -> square(row, column, 10 + 2 * f, 20 - f) ? 200 : 0);

        assertThat(cues.get(Cue.DOWN)).isCloseTo(16.0 / SIDE, within(1e-6));
        assertThat(cues.get(Cue.ACROSS)).isCloseTo(-8.0 / SIDE, within(1e-6));
        assertThat(cues.get(Cue.BRIGHTER_OVER_TIME)).isZero();
        assertThat(cues.get(Cue.CONTRAST_OVER_TIME)).isCloseTo(0, within(1e-6));
        assertThat(cues.get(Cue.FLICKER)).isCloseTo(0, within(1e-6));
        assertThat(cues.get(Cue.SECOND_MOVES)).isZero();
    }

    @Test
    void theColourOfTheMainThingIsThatByWhichItStandsOut() {
        Map<Cue, Double> red = cues((f, row, column, c) -> square(row, column, 10, 10) && c == 0 ? 200 : 0);
        Map<Cue, Double> onGrey = cues((f, row, column, c) -> square(row, column, 10, 10) && c == 0 ? 200 : 80);

        // 1 less a third, and 0 less a third
        assertThat(red.get(Cue.RED)).isCloseTo(2.0 / 3, within(1e-6));
        assertThat(red.get(Cue.BLUE)).isCloseTo(-1.0 / 3, within(1e-6));
        assertThat(onGrey.get(Cue.RED)).isCloseTo(2.0 / 3, within(1e-6));
        assertThat(onGrey.get(Cue.GROUND_RED)).isCloseTo(0, within(1e-6));
    }

    @Test
    void brightnessIsThatOfTheGroundAndAlternationIsNoDrift() {
        Map<Cue, Double> drift = cues((f, row, column, c) -> 51 + 10 * f);
        Map<Cue, Double> flicker = cues((f, row, column, c) -> f % 2 == 0 ? 200 : 100);

        assertThat(drift.get(Cue.BRIGHTNESS)).isCloseTo(0.2, within(1e-6));
        assertThat(drift.get(Cue.BRIGHTER_OVER_TIME)).isCloseTo(80 / 255.0, within(1e-6));
        assertThat(drift.get(Cue.FLICKER)).isCloseTo(0, within(1e-6));
        assertThat(flicker.get(Cue.BRIGHTER_OVER_TIME)).isCloseTo(0, within(1e-6));
        // half of 200 - 100, over the mean of five of one and four of the other
        assertThat(flicker.get(Cue.FLICKER)).isCloseTo(50 / (1400 / 9.0), within(1e-6));
    }

    @Test
    void whatMixingWithWhiteLeavesOfAContrastIsNoFading() {
        Map<Cue, Double> fading =
                cues((f, row, column, c) -> square(row, column, 10, 10) ? (int) Math.round(240 * (1 - f / 16.0)) : 0);
        Map<Cue, Double> whiter = cues((f, row, column, c) -> {
            double value = square(row, column, 10, 10) ? 0.8 : 0;
            return (int) Math.round(255 * (value + f / 16.0 * (1 - value)));
        });

        // from 1 to a half, over a mean of 0.75; the larger of two frames lags by one
        assertThat(fading.get(Cue.CONTRAST_OVER_TIME)).isCloseTo(-0.5 / 0.75, within(0.1));
        assertThat(whiter.get(Cue.CONTRAST_OVER_TIME)).isCloseTo(0, within(0.02));
    }

    @Test
    void aSecondThingIsFollowedAndTheLargerIsTheMainOne() {
        RgbFrames both = frames((f, row, column, c) ->
                square(row, column, 5, 5 + f) ? 250 : square(row, column, 30, 30 - 2 * f) ? 120 : 0);
        RgbFrames standing = frames((f, row, column, c) ->
                square(row, column, 5, 5 + f) ? 250 : f > 4 && square(row, column, 30, 30) ? 125 : 0);

        ClipFigures moving = ClipFigures.of(both);
        assertThat(moving.cues().get(Cue.ACROSS)).isCloseTo(8.0 / SIDE, within(1e-6));
        assertThat(moving.cues().get(Cue.SECOND_MOVES)).isCloseTo(16.0 / SIDE, within(1e-6));
        assertThat(moving.cosine()).isCloseTo(-1, within(1e-6));
        assertThat(ClipFigures.of(standing).cues().get(Cue.SECOND_STANDS)).isCloseTo(0.5, within(1e-6));
        assertThat(ClipFigures.of(standing).cues().get(Cue.SECOND_MOVES)).isCloseTo(0, within(1e-6));
    }

    @Test
    void aPlaceStandsOutByTheMeanOfItsTileWithoutTheMainThing() {
        PlaceGrid places = ClipFigures.of(frames((f, row, column, c) ->
                        square(row, column, 20, 20) ? 255 : f > 5 && row < 5 && column < 5 ? 51 : 0))
                .places();

        int lastThird = 2 * PlaceGrid.SIDE * PlaceGrid.SIDE;
        assertThat(places.at(lastThird)).hasValueSatisfying(v -> assertThat(v).isCloseTo(0.2, within(1e-6)));
        assertThat(places.at(0)).hasValue(0.0);
        assertThat(places.at(4 * PlaceGrid.SIDE + 4))
                .as("the main thing lies there")
                .isEmpty();
    }

    @Test
    void anEmptyOrSingleFrameHasNoCues() {
        assertThat(cues((f, row, column, c) -> 0)).values().containsOnly(0.0);
        RgbFrames single = RgbFrames.of(new byte[16 * 16 * 3], 1, 16, 16);
        assertThat(ClipFigures.of(single).cues()).values().containsOnly(0.0);
    }

    // six pixels wide
    private static boolean square(int row, int column, int top, int left) {
        return row >= top && row < top + 6 && column >= left && column < left + 6;
    }

    private static Map<Cue, Double> cues(Painter painter) {
        return ClipFigures.of(frames(painter)).cues();
    }

    private static RgbFrames frames(Painter painter) {
        byte[] rgb = new byte[FRAMES * SIDE * SIDE * RgbFrames.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / RgbFrames.CHANNELS;
            int inFrame = pixel % (SIDE * SIDE);
            rgb[i] =
                    (byte) painter.value(pixel / (SIDE * SIDE), inFrame / SIDE, inFrame % SIDE, i % RgbFrames.CHANNELS);
        }
        return RgbFrames.of(rgb, FRAMES, SIDE, SIDE);
    }
}
