package io.flipside.cluster.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many workers follow from what is at work and waiting. */
class WantedTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Wanted.Bounds BOUNDS = new Wanted.Bounds(0, 4);

    private final Wanted wanted = new Wanted(Duration.ofSeconds(60));

    private int after(long seconds, int demand, int there) {
        return wanted.after(BEGIN.plusSeconds(seconds), demand, there, BOUNDS);
    }

    @Test
    void moreComeAtOnceUpToTheMost() {
        assertThat(after(0, 1, 0)).isEqualTo(1);
        assertThat(after(5, 9, 1)).isEqualTo(4);
    }

    @Test
    void fewerOnlyAfterAWholeWindow() {
        assertThat(after(0, 4, 0)).isEqualTo(4);
        assertThat(after(55, 2, 4)).isEqualTo(4);
        assertThat(after(61, 2, 4)).isEqualTo(2);
        assertThat(after(122, 0, 2)).isZero();
    }

    @Test
    void aPauseBetweenTwoStepsEndsNobody() {
        for (int seconds = 0; seconds < 600; seconds += 10) {
            assertThat(after(seconds, seconds % 20 == 0 ? 2 : 0, 2)).isEqualTo(2);
        }
    }

    @Test
    void oneThatHasJustBegunToLookEndsNobody() {
        assertThat(after(0, 0, 3)).isEqualTo(3);
        assertThat(after(59, 0, 3)).isEqualTo(3);
        assertThat(after(61, 0, 3)).isZero();
    }

    @Test
    void theLeastStay() {
        assertThat(wanted.after(BEGIN, 0, 0, new Wanted.Bounds(1, 4))).isEqualTo(1);
    }
}
