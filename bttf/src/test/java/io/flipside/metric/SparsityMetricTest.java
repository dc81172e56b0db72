package io.flipside.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.frames.RgbFrames;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparsityMetricTest {
    private static final RgbFrames BLACK = ChangeOf.grey(9, 20, 16, (frame, row, column) -> 0);

    @Test
    void aClipIsCutIntoItsFirstFrameAndStacksOfFourAndSquaresOfEight() {
        Tubes tubes = Tubes.of(BLACK);

        assertThat(tubes.count()).isEqualTo(3 * 3 * 2);
        assertThat(tubes.box(0)).isEqualTo(box(0, 1, 0, 8, 0, 8));
        assertThat(tubes.box(6)).isEqualTo(box(1, 5, 0, 8, 0, 8));
        assertThat(tubes.box(17)).isEqualTo(box(5, 9, 16, 20, 8, 16));
        assertThat(new Tubes(10, 8, 8).count()).isEqualTo(4);
        assertThat(new Tubes(1, 1, 1).box(0)).isEqualTo(box(0, 1, 0, 1, 0, 1));
    }

    @Test
    void everyPixelsEnergyIsInTheTubeWhoseBoxHoldsIt() {
        Change change = new Change(ChangeOf.noise(7, 13, 11, 1), ChangeOf.noise(7, 13, 11, 2));
        Tubes tubes = new Tubes(7, 13, 11);
        long[] energies = tubes.energies(change);

        for (int tube = 0; tube < tubes.count(); tube++) {
            Tubes.Box box = tubes.box(tube);
            long naive = 0;
            for (int frame = box.frames().from(); frame < box.frames().to(); frame++) {
                for (int row = box.rows().from(); row < box.rows().to(); row++) {
                    for (int column = box.columns().from();
                            column < box.columns().to();
                            column++) {
                        for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                            long difference = change.counterfactual().sample(frame, row, column, c)
                                    - change.original().sample(frame, row, column, c);
                            naive += difference * difference;
                        }
                    }
                }
            }
            assertThat(energies[tube]).isEqualTo(naive);
        }
    }

    @Test
    void oneChangedTubeIsOneOfAllOfThem() {
        RgbFrames one = ChangeOf.grey(9, 20, 16, (f, row, column) -> f >= 1 && f < 5 && row < 8 && column >= 8 ? 9 : 0);

        assertThat(share(one)).isEqualTo(1.0 / 18);
    }

    @Test
    void theFewestTubesThatHoldNineTenthsAreCounted() {
        long[] energies = {0, 5, 900, 95, 0, 0, 0, 0, 0, 0};

        assertThat(SparsityMetric.share(energies)).isEqualTo(0.1);
        energies[2] = 899;
        energies[1] = 6;
        assertThat(SparsityMetric.share(energies)).isEqualTo(0.2);
        assertThat(SparsityMetric.share(new long[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7}))
                .isEqualTo(0.9);
    }

    @Test
    void theNumberIsWhatTryingEveryNumberOfTubesFinds() {
        RgbFrames original = ChangeOf.noise(5, 24, 24, 3);
        RgbFrames counterfactual = ChangeOf.noise(5, 24, 24, 4);
        long[] sorted = Arrays.stream(Tubes.of(original).energies(new Change(original, counterfactual)))
                .map(energy -> -energy)
                .sorted()
                .map(energy -> -energy)
                .toArray();
        long all = Arrays.stream(sorted).sum();
        int naive = IntStream.rangeClosed(1, sorted.length)
                .filter(n -> 10 * Arrays.stream(sorted).limit(n).sum() >= 9 * all)
                .findFirst()
                .orElseThrow();

        assertThat(new SparsityMetric().of(original, counterfactual, null).value(SparsityMetric.TUBES))
                .isEqualTo((double) naive / sorted.length);
    }

    @Test
    void withoutAChangeThereIsNoFigure() {
        assertThat(new SparsityMetric().of(BLACK, BLACK, null)).isEqualTo(MetricResult.unchanged());
    }

    private static double share(RgbFrames counterfactual) {
        return new SparsityMetric().of(BLACK, counterfactual, null).value(SparsityMetric.TUBES);
    }

    private static Tubes.Box box(int... ends) {
        return new Tubes.Box(
                new Tubes.Span(ends[0], ends[1]), new Tubes.Span(ends[2], ends[3]), new Tubes.Span(ends[4], ends[5]));
    }
}
