package io.flipside.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flipside.frames.RgbFrames;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The figures behind findings, each against its definition. */
class StatisticsTest {
    @Test
    void dominanceIsHowMuchOftenerAValueIsLargerThanSmaller() {
        double[] group = {1, 2, 2, 5};
        double[] others = {0, 2, 3};

        double expected = 0;
        for (double a : group) {
            for (double b : others) {
                expected += Math.signum(a - b) / (group.length * others.length);
            }
        }
        assertThat(Dominance.of(group, others, 1).delta()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void chanceIsWhatGroupsOfTheSameKindHardlyEverExceed() {
        SplittableRandom random = new SplittableRandom(3);
        double[] others = random.doubles(40).toArray();
        int beyond = 0;
        for (int i = 0; i < 200; i++) {
            Dominance same = Dominance.of(random.doubles(12).toArray(), others, i);
            beyond += same.delta() > same.chance() ? 1 : 0;
        }
        // one in a hundred, and chance in the 200 tries and the 999 draws
        assertThat(beyond).isLessThanOrEqualTo(8);
        double[] larger = Arrays.stream(others).limit(12).map(v -> v + 1).toArray();
        assertThat(Dominance.of(larger, others, 1)).satisfies(other -> {
            assertThat(other.delta()).isEqualTo(1);
            assertThat(other.chance()).isBetween(0.2, 0.7);
        });
    }

    @Test
    void theIntervalOfAMedianIsTwoOfTheValues() {
        double[] changes = new double[101];
        Arrays.setAll(changes, i -> i / 100.0);

        // 50 -+ 0.98 sqrt(101) = 9.85, rounded outwards
        assertThat(Effect.of(changes)).isEqualTo(new Effect(0.5, 0.4, 0.6));
        assertThat(Effect.of(new double[] {3, 1})).isEqualTo(new Effect(2, 1, 3));
    }

    @Test
    void medoidsArePointsInTheMiddleOfTheirCluster() {
        double[][] points = new double[300][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {10 * (i % 3) + (i / 3 % 5 - 2) * 0.1};
        }

        Medoids three = Medoids.of(points, 3);

        assertThat(three.count()).isEqualTo(3);
        assertThat(three.smallest()).isEqualTo(100);
        assertThat(three.silhouette()).isGreaterThan(0.9);
        for (int cluster = 0; cluster < 3; cluster++) {
            double middle = points[three.nearest(cluster)[0]][0];
            assertThat(middle / 10 % 1).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void aChangeMapSaysWhereAndWhen() {
        byte[] black = new byte[6 * 16 * 16 * 3];
        byte[] changed = black.clone();
        int last = 5 * 16 * 16;
        for (int c = 0; c < 3; c++) {
            changed[(last + 2 * 16 + 7) * 3 + c] = (byte) 51;
        }
        ChangeMap.Sum sum = new ChangeMap.Sum();
        sum.add(RgbFrames.of(black, 6, 16, 16), RgbFrames.of(changed, 6, 16, 16));
        sum.add(RgbFrames.of(black, 6, 16, 16), RgbFrames.of(black, 6, 16, 16));

        ChangeMap map = sum.mean();

        assertThat(map.at(5, 2, 7)).isCloseTo(0.1, within(1e-12));
        assertThat(map.most()).isEqualTo(map.at(5, 2, 7));
        assertThat(map.at(4, 2, 7)).isZero();
        assertThat(map.during(5)).isCloseTo(0.1 / 256, within(1e-12));
    }
}
