package io.flipside.shapes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Chi-square tests at a level of about one in a million, so that a failure means a dependence and not bad luck. */
class ShapeMovingIndependenceTest {

    private static final int CLIPS = 40_000;

    @Test
    void theShapeSaysNothingAboutTheDirection() {
        assertIndependent(4, clip -> clip.shape().ordinal());
    }

    @Test
    void theColourSaysNothingAboutTheDirection() {
        assertIndependentOf(clip -> clip.colour().hue(), 0.0, 1.0);
        assertIndependentOf(clip -> clip.colour().saturation(), 0.6, 1.0);
        assertIndependentOf(clip -> clip.colour().value(), 0.85, 1.0);
    }

    @Test
    void theStartSaysNothingAboutTheDirection() {
        assertIndependentOf(ShapeMovingClip::startX, 0.39, 0.61);
        assertIndependentOf(ShapeMovingClip::startY, 0.39, 0.61);
    }

    @Test
    void theSizeSaysNothingAboutTheDirection() {
        assertIndependentOf(ShapeMovingClip::radius, 0.08, 0.125);
    }

    @Test
    void theSpeedSaysNothingAboutTheDirection() {
        assertIndependentOf(ShapeMovingClip::travel, 0.175, 0.26);
    }

    @Test
    void thePartSaysNothingAboutTheDirection() {
        var table = new double[3][4];
        for (long i = 0; i < CLIPS; i++) {
            var clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 2, i);
            table[ShapeMovingSplit.of(2, i).ordinal()][clip.direction().ordinal()]++;
        }
        assertTrue(chiSquare(table) < 40.0);
    }

    @Test
    void startAndSizeFillTheirRangesEvenly() {
        assertEven(ShapeMovingClip::startX, 0.39, 0.61);
        assertEven(ShapeMovingClip::startY, 0.39, 0.61);
        assertEven(ShapeMovingClip::radius, 0.08, 0.125);
        assertEven(clip -> clip.colour().hue(), 0.0, 1.0);
    }

    private static void assertIndependentOf(ToDoubleFunction<ShapeMovingClip> quantity, double low, double high) {
        assertIndependent(8, clip -> bin(quantity.applyAsDouble(clip), low, high));
    }

    private static void assertIndependent(int bins, ToIntFunction<ShapeMovingClip> bin) {
        var table = new double[bins][4];
        for (long i = 0; i < CLIPS; i++) {
            var clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 1, i);
            table[bin.applyAsInt(clip)][clip.direction().ordinal()]++;
        }
        double statistic = chiSquare(table);
        // (8 - 1) x (4 - 1) = 21 degrees of freedom: beyond 69 once in a million.
        assertTrue(statistic < 69.0, () -> "chi-square " + statistic);
    }

    private static void assertEven(ToDoubleFunction<ShapeMovingClip> quantity, double low, double high) {
        var counts = new double[8];
        for (long i = 0; i < CLIPS; i++) {
            counts[bin(quantity.applyAsDouble(ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 1, i)), low, high)]++;
        }
        double statistic = 0.0;
        double expected = CLIPS / 8.0;
        for (double count : counts) {
            statistic += (count - expected) * (count - expected) / expected;
        }
        double found = statistic;
        assertTrue(found < 41.0, () -> "chi-square " + found);
    }

    private static int bin(double value, double low, double high) {
        assertTrue(value >= low && value <= high, () -> value + " is outside [" + low + ", " + high + "]");
        return Math.min(7, (int) ((value - low) / (high - low) * 8));
    }

    private static double chiSquare(double[][] table) {
        double total = 0.0;
        var rowSums = new double[table.length];
        var columnSums = new double[table[0].length];
        for (int r = 0; r < table.length; r++) {
            for (int c = 0; c < columnSums.length; c++) {
                total += table[r][c];
                rowSums[r] += table[r][c];
                columnSums[c] += table[r][c];
            }
        }
        double statistic = 0.0;
        for (int r = 0; r < table.length; r++) {
            for (int c = 0; c < columnSums.length; c++) {
                double expected = rowSums[r] * columnSums[c] / total;
                statistic += expected == 0.0 ? 0.0 : Math.pow(table[r][c] - expected, 2) / expected;
            }
        }
        return statistic;
    }
}
