package io.flipside.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.flipside.tensor.Holding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkRatesTest {
    /** Reference: 100 and 1100 operations in 3 and 13 seconds are 100 a second and 2 seconds of two units. */
    private static final NetworkRates.Pair PAIR =
            new NetworkRates.Pair(new NetworkRates.Run(100, 3), new NetworkRates.Run(1100, 13), 2);

    @Test
    void twoRunsOfAWidthAreForecastAsTheyWere() {
        NetworkRates rates = NetworkRates.of(Map.of(8, PAIR));
        assertThat(rates.seconds(8, 100, 2)).isCloseTo(3, offset(1e-9));
        assertThat(rates.seconds(8, 1100, 2)).isCloseTo(13, offset(1e-9));
    }

    @Test
    void betweenWidthsFiguresLieBetweenAndBeyondThemAUnitWaitsForItsWeights() {
        NetworkRates rates = NetworkRates.of(Map.of(
                8,
                PAIR,
                32,
                new NetworkRates.Pair(new NetworkRates.Run(400, 5), new NetworkRates.Run(4400, 15), 1)));
        // the mean of logarithms at twice the width: 200 a second, 2 seconds a unit
        assertThat(rates.seconds(16, 200, 0)).isCloseTo(1, offset(1e-9));
        assertThat(rates.seconds(16, 0, 1)).isCloseTo(2, offset(1e-9));
        assertThat(rates.seconds(64, 0, 1)).isCloseTo(4 * rates.seconds(32, 0, 1), offset(1e-9));
        assertThat(rates.seconds(4, 0, 1)).isCloseTo(1, offset(1e-9));
    }

    @Test
    void runsThatDifferLittleGiveNoRateWithoutBound() {
        NetworkRates.Pair noise = new NetworkRates.Pair(new NetworkRates.Run(0, 2), new NetworkRates.Run(100, 2), 1);
        assertThat(noise.rate()).isEqualTo(100);
    }

    @Test
    void onlyStreamedWeightsOfAFileThatMemoryDoesNotHoldAreRead() {
        assertThat(new WeightUse(Holding.STREAMED, 1, 10).isRead(9)).isTrue();
        assertThat(new WeightUse(Holding.STREAMED, 1, 10).isRead(10)).isFalse();
        assertThat(new WeightUse(Holding.STORED, 1, 10).isRead(0)).isFalse();
        assertThat(WeightUse.NONE.isRead(0)).isFalse();
    }
}
