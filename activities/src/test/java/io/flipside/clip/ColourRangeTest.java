package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of 64 columns whose values rise from 0 to the most that their bits hold, by FFmpeg's own encoder. */
class ColourRangeTest {

    @ParameterizedTest
    @CsvSource({
        "grey-8-undeclared",
        "grey-10-undeclared",
        "grey-12-undeclared",
        "grey-14-undeclared",
        "grey-16-undeclared",
        "grey-8-full",
        "grey-10-full",
        "grey-12-full",
        "grey-14-full",
        "grey-16-full",
        "yuv-8-full",
        "yuv-10-full",
        "yuv-12-full",
    })
    void greyIsReadInFullRangeUnlessTheFileSaysOtherwise(String name) {
        assertRamp(name, 0.0, 255.0);
    }

    @ParameterizedTest
    @CsvSource({
        "grey-10-limited",
        "grey-12-limited",
        "grey-14-limited",
        "grey-16-limited",
        "yuv-8-limited",
        "yuv-10-limited",
        "yuv-12-limited",
        "yuv-8-undeclared",
        "yuv-10-undeclared",
        "yuv-12-undeclared",
    })
    void colourIsReadInTheRangeOfTelevisionUnlessTheFileSaysOtherwise(String name) {
        assertRamp(name, 16.0, 235.0);
    }

    @Test
    void depthIsThatOfTheFileAndNotOfItsRange() {
        var eight = read("grey-8-full");
        var sixteen = read("grey-16-full");
        for (int column = 0; column < 64; column++) {
            assertEquals(
                    eight.frames().sample(0, 3, column, 0), sixteen.frames().sample(0, 3, column, 0), 1);
        }
    }

    private static Clip read(String name) {
        return ClipReader.read(TestClips.resource("colours/" + name + ".mkv"), ClipLimits.DEFAULT);
    }

    private static void assertRamp(String name, double black, double white) {
        var clip = read(name);
        for (int column = 0; column < 64; column++) {
            double stored = 255.0 * column / 63.0;
            double expected = Math.min(255.0, Math.max(0.0, (stored - black) / (white - black) * 255.0));
            for (int channel = 0; channel < 3; channel++) {
                int value = clip.frames().sample(1, 5, column, channel);
                assertEquals(expected, value, 1.6, name + ", column " + column);
            }
        }
    }
}
