package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference: the lists of docs/method.md section 2, to their printed digits. */
class FlowScheduleTest {
    @Test
    void shiftThreeGivesThePublishedLevels() {
        FlowSchedule schedule = new FlowSchedule(3);

        assertThat(schedule.sigmas(1)).containsExactly(1, 0);
        assertThat(schedule.sigmas(2)).containsExactly(new double[] {1, .75, 0}, within(1e-12));
        assertThat(schedule.sigmas(4)).containsExactly(new double[] {1, .9, .75, .5, 0}, within(1e-12));
        assertThat(schedule.sigmas(15))
                .containsExactly(
                        new double[] {
                            1, .977, .951, .923, .892, .857, .818, .774, .724, .667, .600, .522, .429, .316, .176, 0
                        },
                        within(5e-4));
    }
}
