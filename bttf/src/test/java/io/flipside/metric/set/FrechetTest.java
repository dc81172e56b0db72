package io.flipside.metric.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reference: closed forms in double precision; tolerances are absolute for values around 1. */
class FrechetTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** Both covariances are diagonal: the distance is that of the means and of the standard deviations. */
    @Test
    void ofIndependentFeaturesItIsTheDistanceOfMeansAndDeviations() {
        // +s and -s along each axis around the mean: covariance 2 s^2 / 3 in each of two axes, with N - 1 = 3
        NDArray a = rows(new double[][] {{1, 0}, {-1, 0}, {0, 2}, {0, -2}});
        NDArray b = rows(new double[][] {{8, 4}, {2, 4}, {5, 5}, {5, 3}});

        double deviation = Math.sqrt(2.0 / 3);
        double expected = 25 + 16 + Math.pow(deviation * (1 - 3), 2) + Math.pow(deviation * (2 - 1), 2);

        assertThat(Frechet.distance(a, b)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aSetIsAtNoDistanceFromItselfHoweverManyRowsItHas() {
        for (int rows : new int[] {2, 7, 40}) {
            double[][] values = normal(rows, 12, rows);

            assertThat(Frechet.distance(rows(values), rows(values))).isCloseTo(0, within(1e-12));
        }
    }

    /** With singular covariances too: a shift moves the distance by its square and by nothing else. */
    @Test
    void aShiftCountsWithItsSquare() {
        double[][] few = normal(5, 12, 1);
        double[][] moved = new double[few.length][];
        for (int i = 0; i < few.length; i++) {
            moved[i] = few[i].clone();
            moved[i][3] += 2;
        }

        assertThat(Frechet.distance(rows(few), rows(moved))).isCloseTo(4, within(1e-12));
    }

    @Test
    void itIsTheSameTheOtherWayRoundAndForOtherNumbersOfRows() {
        NDArray a = rows(normal(9, 4, 1));
        NDArray b = rows(normal(3, 4, 2));

        assertThat(Frechet.distance(a, b))
                .isCloseTo(Frechet.distance(b, a), within(1e-12))
                .isPositive();
    }

    @Test
    void tooFewRowsAndFeaturesThatAreNotFiniteAreRefused() {
        NDArray two = rows(normal(2, 4, 1));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Frechet.distance(two, rows(normal(1, 4, 2))))
                .withMessageContaining("at least two")
                .withMessageContaining("got 2 and 1");
        for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[][] values = normal(3, 4, 3);
            values[1][2] = broken;
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> Frechet.distance(two, rows(values)))
                    .withMessageContaining("not finite");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Frechet.distance(two, rows(normal(2, 5, 1))))
                .withMessageContaining("(2, 4)");
    }

    private NDArray rows(double[][] values) {
        double[] flat = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        return manager.create(flat, new Shape(values.length, values[0].length));
    }

    private static double[][] normal(int rows, int width, long seed) {
        Random random = new Random(seed);
        double[][] values = new double[rows][width];
        for (double[] row : values) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return values;
    }
}
