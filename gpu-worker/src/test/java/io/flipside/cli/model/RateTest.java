package io.flipside.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateTest {
    /** Reference: Wilson's interval of 2 of 3 at 95 %, by its formula: 0.208 to 0.939. */
    @Test
    void aRateHasItsIntervalAndNoRowsHaveNone() {
        assertThat(Rate.of(List.of(1, 2, 3), row -> row > 1)).isEqualTo("0.67 (0.21 to 0.94)");
        assertThat(Rate.of(List.of(), row -> true)).isEqualTo("-");
    }
}
