package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StopPolicyTest {
    private static final StopPolicy SETTLED = new StopPolicy.Settled(0.9, 2, 0.125);

    @Test
    void anUpdateCountsWhereTheTargetIsReachedAndTheLossHasHardlyMoved() {
        assertThat(SETTLED.counts(0.9, 0.875, OptionalDouble.of(1))).isTrue();
        assertThat(SETTLED.counts(0.9, 1.125, OptionalDouble.of(1))).isTrue();
        assertThat(SETTLED.counts(0.9, -0.875, OptionalDouble.of(-1))).isTrue();
        assertThat(SETTLED.counts(0.89, 1, OptionalDouble.of(1))).isFalse();
        assertThat(SETTLED.counts(0.9, 0.87, OptionalDouble.of(1))).isFalse();
        assertThat(SETTLED.counts(0.9, 1.13, OptionalDouble.of(1))).isFalse();
        assertThat(SETTLED.counts(0.9, 1, OptionalDouble.empty())).isFalse();
        assertThat(SETTLED.ends(1)).isFalse();
        assertThat(SETTLED.ends(2)).isTrue();
    }

    @Test
    void oneThatDoesNotLookAtTheLossCountsWithoutIt() {
        StopPolicy confident = new StopPolicy.Confident(0.9, 2);
        assertThat(confident.counts(0.9, 1, OptionalDouble.empty())).isTrue();
        assertThat(confident.looksAtTheLoss()).isFalse();
        assertThat(new StopPolicy.RunAll().counts(1, 1, OptionalDouble.of(1))).isFalse();
    }
}
