package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.file.ScratchFolder;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.method.SearchStateFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Reference: Loshchilov and Hutter 2019, algorithm 2, number by number in double precision. */
class AdamWPropertiesTest {
    private static final Shape THREE = new Shape(3);

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void updatesAreThoseOfThePaper(
            @ForAll("optimisers") AdamW adam,
            @ForAll("values") float[] start,
            @ForAll @Size(min = 1, max = 20) List<@From("values") float[]> gradients) {
        AdamW.State state = AdamW.State.start(Latent.of(THREE, start));
        for (float[] gradient : gradients) {
            state = adam.next(state, Latent.of(THREE, gradient));
        }

        for (int i = 0; i < start.length; i++) {
            double p = start[i];
            double m = 0;
            double v = 0;
            double way = Math.abs(p);
            for (int t = 1; t <= gradients.size(); t++) {
                double g = gradients.get(t - 1)[i];
                m = adam.beta1() * m + (1 - adam.beta1()) * g;
                v = adam.beta2() * v + (1 - adam.beta2()) * g * g;
                double corrected = m / (1 - Math.pow(adam.beta1(), t));
                double root = Math.sqrt(v / (1 - Math.pow(adam.beta2(), t)));
                double move = adam.learningRate() * corrected / (root + adam.epsilon());
                p = p - adam.learningRate() * adam.weightDecay() * p - move;
                way += Math.abs(move) + adam.learningRate();
            }
            assertThat((double) state.variable().values()[i]).isCloseTo(p, within(1e-4 * way));
            assertThat((double) state.firstMoment().values()[i]).isCloseTo(m, within(1e-4 * largest(gradients, 1)));
            assertThat((double) state.secondMoment().values()[i]).isCloseTo(v, within(1e-4 * largest(gradients, 2)));
        }
        assertThat(state.step()).isEqualTo(gradients.size());
    }

    /** Without the correction the first steps would be too small by a factor of ten or more. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void alongAConstantSlopeEveryUpdateIsTheLearningRate(
            @ForAll("optimisers") AdamW drawn, @ForAll("slopes") float slope) {
        AdamW adam = new AdamW(drawn.learningRate(), drawn.beta1(), drawn.beta2(), 1e-12, 0);
        AdamW.State state = AdamW.State.start(Latent.zeros(THREE));
        for (int t = 1; t <= 10; t++) {
            state = adam.next(state, Latent.of(THREE, new float[] {slope, -slope, 0}));
            double way = t * adam.learningRate() * Math.signum(slope);
            float[] at = state.variable().values();
            assertThat((double) at[0]).isCloseTo(-way, within(1e-3 * Math.abs(way)));
            assertThat((double) at[1]).isCloseTo(way, within(1e-3 * Math.abs(way)));
            assertThat(at[2]).isZero();
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void aStateThatWasWrittenAndReadGoesOnToTheSameBits(
            @ForAll("optimisers") AdamW adam,
            @ForAll("values") float[] start,
            @ForAll("values") float[] before,
            @ForAll("values") float[] after) {
        AdamW.State state = adam.next(AdamW.State.start(Latent.of(THREE, start)), Latent.of(THREE, before));
        try (NDManager manager = NDManager.newBaseManager();
                ScratchFolder folder = ScratchFolder.create("adamw")) {
            Path file = folder.path().resolve("state.safetensors");
            SearchStateFile.save(
                    file,
                    new SearchState(
                            0,
                            1,
                            Map.of("p", state.variable(), "m", state.firstMoment(), "v", state.secondMoment()),
                            Map.of("step", state.step()),
                            Optional.empty()),
                    manager);
            SearchState read = SearchStateFile.load(file, manager);
            AdamW.State again = new AdamW.State(
                    read.latents().get("p"),
                    read.latents().get("m"),
                    read.latents().get("v"),
                    read.counters().get("step"));

            assertThat(again).isEqualTo(state);
            assertThat(adam.next(again, Latent.of(THREE, after))).isEqualTo(adam.next(state, Latent.of(THREE, after)));
        }
    }

    private static double largest(List<float[]> gradients, int power) {
        double most = 1e-6;
        for (float[] gradient : gradients) {
            for (float g : gradient) {
                most = Math.max(most, Math.pow(Math.abs(g), power));
            }
        }
        return most;
    }

    @Provide
    Arbitrary<AdamW> optimisers() {
        return Combinators.combine(
                        Arbitraries.doubles().between(1e-4, 0.5).ofScale(4),
                        Arbitraries.doubles().between(0, 0.95),
                        Arbitraries.doubles().between(0.5, 0.999).ofScale(3),
                        Arbitraries.of(1e-8, 1e-6, 1e-3),
                        Arbitraries.of(0.0, 0.01, 0.5))
                .as(AdamW::new);
    }

    // float32 has room for the square of each; 0 is among them
    @Provide
    Arbitrary<float[]> values() {
        return Arbitraries.oneOf(Arbitraries.just(0f), slopes(), slopes().map(value -> -value))
                .array(float[].class)
                .ofSize(3);
    }

    @Provide
    Arbitrary<Float> slopes() {
        return Arbitraries.floats().between(1e-4f, 1e3f).ofScale(4);
    }
}
