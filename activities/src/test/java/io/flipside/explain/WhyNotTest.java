package io.flipside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.method.UpdateReport;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhyNotTest {
    private static final double GRADIENT = 0.1;

    private static SearchedStage stage(int id, int updates, IntFunction<Map<String, Double>> terms) {
        return new SearchedStage(
                id,
                "n=" + id,
                IntStream.rangeClosed(1, updates)
                        .mapToObj(i -> new UpdateReport(id, i, terms.apply(i)))
                        .toList(),
                1);
    }

    private static Map<String, Double> terms(double crossEntropy, double weightedStyle) {
        return Map.of(
                "loss",
                crossEntropy + weightedStyle,
                "crossEntropy",
                crossEntropy,
                "style",
                weightedStyle / 1e5,
                "targetProbability",
                Math.exp(-crossEntropy));
    }

    private static String code(double gradient, SearchedStage... stages) {
        return WhyNot.reached(0.2, List.of(stages), () -> gradient).code();
    }

    @Test
    void aLossThatStillFallsHasUsedUpItsUpdates() {
        assertThat(code(GRADIENT, stage(1, 40, i -> terms(4 - 0.05 * i, 0.1)))).isEqualTo("target-not-reached");
    }

    @Test
    void aLossThatStandsStillIsAPlateauAndTheSentenceHasItsCurve() {
        SearchedStage still = stage(1, 40, i -> terms(i < 15 ? 4 - 0.1 * i : 2.5, 0.1));
        assertThat(code(GRADIENT, still)).isEqualTo("plateau");
        assertThat(WhyNot.reached(0.08, List.of(still), () -> GRADIENT).sentence())
                .contains("0.080", "0.050, 0.082, 0.082, 0.082", "another seed");
    }

    @Test
    void aLossThatIsMostlyStyleAndStandsStillIsAFloorOfTheStyle() {
        assertThat(code(GRADIENT, stage(1, 40, i -> terms(2, 3)))).isEqualTo("style-floor");
    }

    @Test
    void aClassifierWithoutGradientIsNamedWhateverTheLossDoes() {
        assertThat(code(0, stage(1, 40, i -> terms(4 - 0.05 * i, 0.1)))).isEqualTo("masked-gradient");
        assertThat(code(Double.NaN, stage(1, 40, i -> terms(2, 0.1)))).isEqualTo("masked-gradient");
    }

    @Test
    void onlyTheLastStageSaysWhetherTheLossStandsStill() {
        SearchedStage flat = stage(1, 40, i -> terms(2, 0.1));
        assertThat(code(GRADIENT, flat, stage(2, 20, i -> terms(3 - 0.1 * i, 0.1))))
                .isEqualTo("target-not-reached");
        assertThat(code(GRADIENT, flat, stage(2, 19, i -> terms(2, 0.1))))
                .as("too few updates to say so")
                .isEqualTo("target-not-reached");
        assertThat(code(GRADIENT)).as("no update at all").isEqualTo("target-not-reached");
    }
}
