package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FlowSchedulePropertiesTest {
    @Property(tries = 200)
    void levelsFallFromOneToZeroWithoutAHalt(
            @ForAll @IntRange(min = 1, max = 200) int n, @ForAll @DoubleRange(min = 0.05, max = 20) double shift) {
        double[] sigmas = new FlowSchedule(shift).sigmas(n);

        assertThat(sigmas).hasSize(n + 1);
        assertThat(sigmas[0]).isCloseTo(1, within(1e-12));
        assertThat(sigmas[n]).isZero();
        for (int i = 1; i <= n; i++) {
            assertThat(sigmas[i]).isLessThan(sigmas[i - 1]);
        }
    }

    @Property(tries = 50)
    void aShiftOfOneLeavesEqualSteps(@ForAll @IntRange(min = 1, max = 200) int n) {
        double[] sigmas = new FlowSchedule(1).sigmas(n);

        for (int i = 0; i <= n; i++) {
            assertThat(sigmas[i]).isCloseTo((double) (n - i) / n, within(1e-12));
        }
    }

    /** The formula is u/(1-u) times the shift, so shifts multiply. */
    @Property(tries = 100)
    void oneShiftAfterAnotherIsTheirProduct(
            @ForAll @IntRange(min = 2, max = 50) int n,
            @ForAll @DoubleRange(min = 0.2, max = 8) double first,
            @ForAll @DoubleRange(min = 0.2, max = 8) double second) {
        double[] once = new FlowSchedule(first).sigmas(n);
        double[] both = new FlowSchedule(first * second).sigmas(n);

        for (int i = 0; i <= n; i++) {
            assertThat(second * once[i] / (1 + (second - 1) * once[i])).isCloseTo(both[i], within(1e-12));
        }
    }

    @Property(tries = 50)
    void moreShiftMeansMoreNoiseEverywhereBetween(
            @ForAll @IntRange(min = 2, max = 50) int n, @ForAll @DoubleRange(min = 0.1, max = 10) double shift) {
        double[] less = new FlowSchedule(shift).sigmas(n);
        double[] more = new FlowSchedule(shift * 1.1).sigmas(n);

        for (int i = 1; i < n; i++) {
            assertThat(more[i]).isGreaterThan(less[i]);
        }
    }

    @Example
    void aShiftThatIsNotPositiveIsRefused() {
        for (double shift : new double[] {0, -1, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FlowSchedule(shift))
                    .withMessageContaining("shift");
        }
    }
}
