package io.flipside.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.flipside.frames.RgbFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HighFrequencyMetricTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theShareIsThatOfTheTransformInPlainLoops() {
        RgbFrames original = ChangeOf.noise(2, 9, 12, 1);
        RgbFrames counterfactual = ChangeOf.noise(2, 9, 12, 2);

        assertThat(share(original, counterfactual)).isCloseTo(naive(original, counterfactual), within(1e-12));
    }

    @Test
    void aCheckerboardIsAllHighAndALevelOrASlowWaveIsNot() {
        RgbFrames grey = ChangeOf.grey(2, 32, 32, (frame, row, column) -> 128);

        assertThat(share(grey, ChangeOf.grey(2, 32, 32, (f, row, column) -> 128 + 16 * ((row + column) % 2))))
                .isCloseTo(0.5, within(1e-12)); // half of it is the level
        assertThat(share(grey, ChangeOf.grey(2, 32, 32, (f, row, column) -> (row + column) % 2 == 0 ? 118 : 138)))
                .isCloseTo(1, within(1e-12));
        assertThat(share(grey, ChangeOf.grey(2, 32, 32, (f, row, column) -> 140)))
                .isCloseTo(0, within(1e-12));
        assertThat(share(grey, ChangeOf.grey(2, 32, 32, (f, row, column) ->
                        (int) Math.round(128 + 100 * Math.sin(2 * Math.PI * column / 32)))))
                .isLessThan(1e-4);
    }

    @Test
    void noiseHasTheShareOfThePlaneBeyondTheCircle() {
        assertThat(share(ChangeOf.noise(5, 64, 64, 1), ChangeOf.noise(5, 64, 64, 2)))
                .isCloseTo(1 - Math.PI / 16, within(0.02));
    }

    @Test
    void withoutAChangeThereIsNoFigure() {
        RgbFrames clip = ChangeOf.noise(2, 8, 8, 1);

        assertThat(new HighFrequencyMetric().of(clip, clip, models())).isEqualTo(MetricResult.unchanged());
    }

    private double share(RgbFrames original, RgbFrames counterfactual) {
        return new HighFrequencyMetric().of(original, counterfactual, models()).value(HighFrequencyMetric.SHARE);
    }

    private MetricModels models() {
        return new MetricModels(manager, null, null, "b");
    }

    private static double naive(RgbFrames original, RgbFrames counterfactual) {
        int height = original.height();
        int width = original.width();
        double all = 0;
        double high = 0;
        for (int frame = 0; frame < original.count(); frame++) {
            for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                for (int u = -height / 2; u < height - height / 2; u++) {
                    for (int v = -width / 2; v < width - width / 2; v++) {
                        double real = 0;
                        double imaginary = 0;
                        for (int row = 0; row < height; row++) {
                            for (int column = 0; column < width; column++) {
                                double angle = -2 * Math.PI * ((double) u * row / height + (double) v * column / width);
                                double change = counterfactual.sample(frame, row, column, c)
                                        - original.sample(frame, row, column, c);
                                real += change * Math.cos(angle);
                                imaginary += change * Math.sin(angle);
                            }
                        }
                        double energy = real * real + imaginary * imaginary;
                        all += energy;
                        high += Math.hypot((double) u / height, (double) v / width) > 0.25 ? energy : 0;
                    }
                }
            }
        }
        return high / all;
    }
}
