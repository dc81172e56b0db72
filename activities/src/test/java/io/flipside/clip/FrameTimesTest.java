package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FrameTimesTest {
    private static final long NONE = Long.MIN_VALUE;

    @BeforeAll
    static void liftLimits() {
        Ffmpeg.load();
    }

    @Test
    void aConstantRateHasOneSlotAFrame() {
        for (double rate : new double[] {8.0, 12.5, 24_000.0 / 1001.0, 25.0, 30_000.0 / 1001.0, 60.0, 49.0}) {
            // Matroska rounds to milliseconds.
            long[] times = LongStream.range(0, 500)
                    .map(i -> Math.round(1000.0 * i / rate))
                    .toArray();
            var shown = timeline(rate, 1000.0, 0, times);
            assertArrayEquals(IntStream.range(0, 500).toArray(), frames(shown));
            assertEquals(rate, shown.framesPerSecond(), "to the last bit");
        }
    }

    @Test
    void aFrameIsShownUntilTheNext() {
        assertArrayEquals(new int[] {0, 1, 2, 2, 2, 2, 3, 4}, frames(timeline(25.0, 25.0, 1, 0, 1, 2, 6, 7)));
        assertArrayEquals(new int[] {0, 0, 0, 0, 1, 2, 3, 4}, frames(timeline(25.0, 25.0, 1, 0, 4, 5, 6, 7)));
    }

    @Test
    void oneDroppedFrameAmongManyIsSeen() {
        long[] times = LongStream.range(0, 50).filter(i -> i != 25).toArray();
        var shown = timeline(25.0, 25.0, 1, times);
        assertEquals(50, shown.length());
        assertEquals(24, shown.frameAt(25));
        assertEquals(25, shown.frameAt(26));
    }

    @Test
    void jitterOfACameraIsNoVariableRate() {
        var shown = timeline(30.0, 1000.0, 33, 0, 36, 66, 95, 135, 166, 200, 232);
        assertArrayEquals(IntStream.range(0, 8).toArray(), frames(shown));
    }

    @Test
    void timeBeginsWithTheFirstFrame() {
        int[] expected = frames(timeline(25.0, 25.0, 1, 0, 1, 2, 6, 7));
        assertArrayEquals(expected, frames(timeline(25.0, 25.0, 1, 1000, 1001, 1002, 1006, 1007)));
        assertArrayEquals(expected, frames(timeline(25.0, 25.0, 1, -3, -2, -1, 3, 4)));
    }

    @Test
    void aLastFrameIsHeldAsLongAsItSays() {
        assertArrayEquals(new int[] {0, 1, 2, 2, 2, 2}, frames(held(4)));
        assertArrayEquals(new int[] {0, 1, 2}, frames(held(0)));
        assertArrayEquals(new int[] {0, 1, 2}, frames(held(1)));
    }

    @Test
    void durationsThatDoNotFitTheTimesAreNotBelieved() {
        var times = new FrameTimes(25.0, 1000.0);
        times.add(0, 40);
        times.add(40, 1);
        times.add(80, 4000);
        assertArrayEquals(new int[] {0, 1, 2}, frames(times.timeline()));
    }

    @Test
    void framesWithoutATimeFollowAtTheRateOfTheFile() {
        assertEquals(NONE, AV_NOPTS_VALUE);
        assertArrayEquals(new int[] {0, 1, 2, 3}, frames(timeline(25.0, 25.0, 0, NONE, NONE, NONE, NONE)));
        assertArrayEquals(new int[] {0, 1, 1, 1, 2}, frames(timeline(25.0, 25.0, 1, 0, NONE, 4)));
    }

    @Test
    void timesThatGoBackAreNotBelieved() {
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, frames(timeline(25.0, 25.0, 1, 100, 101, 102, 0, 1, 2)));
        assertArrayEquals(new int[] {0, 1, 2, 3}, frames(timeline(25.0, 25.0, 1, 0, 1, 1, 3)));
    }

    @Test
    void absurdTimesTakeNoMemory() {
        var shown = timeline(25.0, 90_000.0, 1, 0, 1, 2, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4 + 4096);
        assertTrue(shown.length() < 2_100_000);
        assertEquals(4, shown.frameAt(shown.length() - 1));
    }

    private static Timeline held(long last) {
        var times = new FrameTimes(10.0, 10.0);
        times.add(0, 1);
        times.add(1, 1);
        times.add(2, last);
        return times.timeline();
    }

    private static Timeline timeline(double rate, double unitsPerSecond, long lasts, long... times) {
        var collected = new FrameTimes(rate, unitsPerSecond);
        for (long time : times) {
            collected.add(time, lasts);
        }
        return collected.timeline();
    }

    private static int[] frames(Timeline shown) {
        return IntStream.range(0, shown.length()).map(shown::frameAt).toArray();
    }
}
