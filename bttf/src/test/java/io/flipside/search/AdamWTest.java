package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final Shape ONE = new Shape(1);

    /** By hand: the first step of Adam has the size of the learning rate and the sign of the gradient. */
    @Test
    void theFirstStepIsTheLearningRateAgainstTheGradient() {
        AdamW adam = new AdamW(0.1, 0.9, 0.999, 1e-8, 0);

        AdamW.State next = adam.next(AdamW.State.start(latent(2)), latent(-5));

        assertThat(next.variable().values()[0]).isCloseTo(2.1f, within(1e-6f));
        assertThat(next.step()).isEqualTo(1);
    }

    @Test
    void withoutDecayAZeroGradientMovesNothing() {
        AdamW adam = new AdamW(0.1, 0.9, 0.999, 1e-8, 0);

        assertThat(adam.next(AdamW.State.start(latent(2)), latent(0)).variable())
                .isEqualTo(latent(2));
    }

    @Test
    void decayShrinksTheVariableByTheLearningRate() {
        AdamW adam = new AdamW(0.1, 0.9, 0.999, 1e-8, 0.5);

        assertThat(adam.next(AdamW.State.start(latent(2)), latent(0)).variable().values()[0])
                .isCloseTo(1.9f, within(1e-6f));
    }

    private static Latent latent(float value) {
        return Latent.of(ONE, new float[] {value});
    }
}
