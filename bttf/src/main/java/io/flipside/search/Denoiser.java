package io.flipside.search;

import ai.djl.ndarray.NDArray;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The denoising loop (supplement, Algorithm 2, in velocity form): n Euler steps
 * {@code z' = z + (sigma' - sigma) v(z, 1000 sigma)} from noise to a clean latent. Deterministic.
 */
public final class Denoiser {
    private static final double TIMESTEPS = 1000;

    private record Key(double sigma, boolean recompute) {}

    private final ConditionedGenerator generator;
    private final FlowSchedule schedule;
    private final GradientPolicy policy;
    // a velocity carries its time embedding: made once, not at every update
    private final Map<Key, Vjp> velocities = new HashMap<>();

    public Denoiser(ConditionedGenerator generator, FlowSchedule schedule, GradientPolicy policy) {
        this.generator = generator;
        this.schedule = schedule;
        this.policy = policy;
    }

    /**
     * @param n number of steps, at least 1
     * @param memory what to keep for the way back
     * @return a map from {@code z_T} to {@code z_0}, both {@code [1, C, T, h, w]}
     */
    public Vjp loop(int n, GradientMemory memory) {
        double[] sigmas = schedule.sigmas(n);
        List<Vjp> steps = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Vjp velocity = velocities.computeIfAbsent(
                    new Key(sigmas[i], memory.recomputeBlocks()),
                    key -> generator.velocity(TIMESTEPS * key.sigma(), key.recompute()));
            Vjp step = Vjp.residual((float) (sigmas[i + 1] - sigmas[i]), velocity);
            steps.add(policy.through(i, n) ? step : identityOnTheWayBack(step));
        }
        return memory.recomputeSteps() ? Vjp.recomputed(steps) : Vjp.kept(steps);
    }

    private static Vjp identityOnTheWayBack(Vjp step) {
        return new Vjp() {
            @Override
            public NDArray apply(NDArray x) {
                return step.apply(x);
            }

            @Override
            public Pullback forward(NDArray x) {
                return new Identity(step, x);
            }
        };
    }

    /** Way back past a step. Its value is computed when it is asked for: a chain that recomputes only pulls. */
    private static final class Identity implements Pullback {
        private final Vjp step;
        private final NDArray x;
        private Optional<NDArray> value = Optional.empty();

        Identity(Vjp step, NDArray x) {
            this.step = step;
            this.x = x;
        }

        @Override
        public NDArray value() {
            NDArray there = value.orElseGet(() -> step.apply(x));
            value = Optional.of(there);
            return there;
        }

        @Override
        public NDArray pull(NDArray upstream) {
            return upstream.duplicate();
        }

        @Override
        public void close() {
            value.ifPresent(NDArray::close);
        }
    }
}
