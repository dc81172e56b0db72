package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
import io.flipside.method.UpdateReport;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a plan may add to the gradient of an update, beside closed forms and finite differences. */
class GaussianPriorTest {
    private static final Shape SHAPE = new Shape(1, 4, 2, 3);
    private static final GaussianPrior PRIOR = new GaussianPrior(0.25);

    private static Latent latent(float... values) {
        return Latent.of(new Shape(values.length), values);
    }

    /** Central differences of width 2/64, exact in float32; tolerance 1e-4 of the largest slope. */
    @Test
    void itsGradientIsTheSlopeOfItsValue() {
        Latent z = Latent.noise(SHAPE, 3).times(1.5);
        float[] gradient = PRIOR.addTo(Latent.zeros(SHAPE), z).values();
        double largest = 0;
        for (float slope : gradient) {
            largest = Math.max(largest, Math.abs(slope));
        }
        float h = 1f / 64;
        for (int i = 0; i < gradient.length; i++) {
            float[] more = z.values();
            float[] less = z.values();
            more[i] += h;
            less[i] -= h;
            double slope = (PRIOR.value(Latent.of(SHAPE, more)) - PRIOR.value(Latent.of(SHAPE, less)))
                    / ((double) more[i] - less[i]);
            assertThat((double) gradient[i]).as("value %d", i).isCloseTo(0.25 * slope, within(1e-4 * largest));
        }
    }

    /** d = 5: least at |z| = 2. Reference: the closed form; tolerance 1e-12, and 1e-6 where it is rounded to float32. */
    @Test
    void itIsLeastOnTheShellOfGaussianNoiseAndPushesTowardsIt() {
        Latent shell = latent(2, 0, 0, 0, 0);
        assertThat(PRIOR.value(shell)).isCloseTo(0, within(1e-12));
        assertThat(PRIOR.addTo(latent(1, 2, 3, 4, 5), shell).values()).containsExactly(1, 2, 3, 4, 5);
        Latent outside = latent(0, 4, 0, 0, 0);
        assertThat(PRIOR.value(outside)).isCloseTo(8 - 4 * Math.log(4) - (2 - 4 * Math.log(2)), within(1e-12));
        assertThat(PRIOR.addTo(Latent.zeros(outside.shape()), outside).values()[1])
                .isCloseTo(0.75f, within(1e-6f));
        assertThat(PRIOR.addTo(Latent.zeros(shell.shape()), latent(1, 0, 0, 0, 0))
                        .values()[0])
                .isNegative();
    }

    /** Reference: {@code torch.nn.utils.clip_grad_norm_}, g min(1, c / (|g| + 1e-6)); tolerance 1e-7. */
    @Test
    void aGradientLongerThanAskedForIsShortenedAndAShorterOneStays() {
        UpdateStep step = new UpdateStep(UpdateReport.of(1, 1, 0.5, 0.1), latent(3, -4));
        Departures clipped = new Departures(List.of(), OptionalDouble.of(2), OptionalDouble.empty());
        UpdateStep shorter = clipped.applied(step, latent(1, 1));
        assertThat(shorter.gradient().values()[0]).isCloseTo((float) (6 / 5.000001), within(1e-7f));
        assertThat(shorter.gradient().values()[1]).isCloseTo((float) (-8 / 5.000001), within(1e-7f));
        assertThat(shorter.report().term("gradientNorm")).hasValue(5);
        Departures wide = new Departures(List.of(), OptionalDouble.of(5.5), OptionalDouble.empty());
        assertThat(wide.applied(step, latent(1, 1)).gradient()).isEqualTo(step.gradient());
        assertThat(Departures.NONE.applied(step, latent(1, 1))).isEqualTo(step);
    }
}
