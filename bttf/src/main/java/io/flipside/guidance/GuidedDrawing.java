package io.flipside.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.method.Latent;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchState;
import io.flipside.method.Stage;
import io.flipside.method.UpdateReport;
import io.flipside.search.GradientMemory;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.Vjp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One drawing from noise to a clip; an update is a denoising step. At the noise level s the velocity is
 * {@code v - w s/(1-s) grad_z log f(target | x0(z))}, with {@code x0(z) = z - s v(z)} the clip that it points at, decoded.
 */
final class GuidedDrawing implements Search {
    /** Noise level at which the step begins. */
    static final String SIGMA = "sigma";
    /** Norm of the loss's gradient with respect to the latent, before its factor. */
    static final String GRADIENT_NORM = "gradientNorm";

    private static final String LATENT = "latent";
    private static final String STEPS = "steps";
    private static final double TIMESTEPS = 1000;

    private final GuidanceSettings settings;
    private final double[] sigmas;
    private final NDManager scope;
    private final ConditionedGenerator generator;
    private final Guide guide;
    private final Latent clip;
    private final GradientMemory memory;
    // a velocity carries its time embedding: made once for each level
    private final Map<Integer, Vjp> velocities = new HashMap<>();

    GuidedDrawing(SearchInput input, Guide guide, GuidanceSettings settings) {
        this.settings = settings;
        this.guide = guide;
        this.sigmas = settings.levels().sigmas();
        this.scope = input.clip().getManager().newSubManager();
        NDArray original = input.clip().duplicate();
        original.attach(scope);
        this.generator = input.generator().condition(original);
        try (NDArray encoded = input.generator().encode(original)) {
            this.clip = Latent.of(encoded);
        }
        this.memory =
                GradientMemory.within(settings.graphBudget(), 1, generator.velocityCost(), generator.decoderCost());
    }

    @Override
    public List<Stage> stages() {
        return Guidance.stagesOf(settings);
    }

    @Override
    public SearchState start(long seed) {
        Latent noise = Latent.noise(clip.shape(), seed);
        double level = settings.levels().start();
        return state(Guidance.STAGE, 0, level < 1 ? noised(noise, level) : noise, 0, Optional.empty());
    }

    private Latent noised(Latent noise, double level) {
        float[] values = noise.values();
        float[] clean = clip.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((1 - level) * clean[i] + level * values[i]);
        }
        return Latent.of(clip.shape(), values);
    }

    private static SearchState state(int stage, int iteration, Latent z, long steps, Optional<UpdateReport> last) {
        return new SearchState(stage, iteration, Map.of(LATENT, z), Map.of(STEPS, steps), last);
    }

    @Override
    public boolean isDone(SearchState state) {
        return state.stage() > Guidance.STAGE;
    }

    @Override
    public SearchState next(SearchState state) {
        if (isDone(state)) {
            throw new IllegalArgumentException("the search is done");
        }
        int done = steps(state);
        int iteration = state.iteration() + 1;
        try (NDManager update = scope.newSubManager()) {
            Latent z = latent(state);
            Vjp network = velocity(done);
            Vjp velocity = memory.recomputeSteps() ? Vjp.recomputed(List.of(network)) : network;
            try (Pullback there = velocity.forward(z.toArray(update))) {
                Latent v = Latent.of(there.value());
                Guide.Guided guided;
                Latent gradient;
                try (NDArray clean = clean(z, v, sigmas[done]).toArray(update);
                        Pullback decoded =
                                generator.decoder(memory.recomputeDecoder()).forward(clean)) {
                    guided = guide.at(decoded.value(), update);
                    gradient = throughNetwork(decoded.pull(guided.gradient()), there, sigmas[done]);
                }
                UpdateReport report = report(iteration, guided, gradient.norm(), sigmas[done]);
                requireFinite(report, gradient);
                Latent next = stepped(z, v, gradient, done);
                boolean over = done + 1 >= sigmas.length - 1;
                return state(
                        over ? Guidance.STAGE + 1 : Guidance.STAGE,
                        over ? 0 : iteration,
                        next,
                        done + 1,
                        Optional.of(report));
            }
        }
    }

    private Vjp velocity(int step) {
        return velocities.computeIfAbsent(
                step, at -> generator.velocity(TIMESTEPS * sigmas[at], memory.recomputeBlocks()));
    }

    /** {@code x0 = z - s v}. */
    private static Latent clean(Latent z, Latent v, double sigma) {
        float[] values = z.values();
        float[] velocity = v.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] - sigma * velocity[i]);
        }
        return Latent.of(z.shape(), values);
    }

    /** From the gradient with respect to x0 to that with respect to z: {@code g - s (dv/dz)^T g}. */
    private static Latent throughNetwork(NDArray toClean, Pullback velocity, double sigma) {
        return Autograd.unrecorded(() -> {
            NDArray seed = toClean.mul(Scalars.of(toClean, (float) -sigma));
            return Latent.of(toClean.add(velocity.pull(seed)));
        });
    }

    private static UpdateReport report(int iteration, Guide.Guided guided, double gradientNorm, double sigma) {
        return new UpdateReport(
                Guidance.STAGE,
                iteration,
                Map.of(
                        UpdateReport.LOSS,
                        guided.loss(),
                        SIGMA,
                        sigma,
                        GRADIENT_NORM,
                        gradientNorm,
                        UpdateReport.TARGET_PROBABILITY,
                        guided.targetProbability()));
    }

    private static void requireFinite(UpdateReport report, Latent gradient) {
        if (!Double.isFinite(report.loss())) {
            throw new NonFiniteException("loss", report.stage(), report.iteration());
        }
        if (!gradient.isFinite()) {
            throw new NonFiniteException("gradient", report.stage(), report.iteration());
        }
    }

    /** One Euler step by the bent velocity; the loss is minus the log probability, so its gradient is added. */
    private Latent stepped(Latent z, Latent v, Latent gradient, int done) {
        double step = sigmas[done + 1] - sigmas[done];
        double factor = settings.push().at(sigmas[done]);
        float[] values = z.values();
        float[] velocity = v.values();
        float[] slope = gradient.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] + step * (velocity[i] + factor * slope[i]));
        }
        return Latent.of(z.shape(), values);
    }

    private int steps(SearchState state) {
        long steps = state.counter(STEPS);
        if (steps >= sigmas.length - 1 && !isDone(state) || steps > sigmas.length - 1) {
            throw new UserError("the search state has " + steps + " denoising steps done, of " + (sigmas.length - 1)
                    + ". Start the search anew.");
        }
        return (int) steps;
    }

    private Latent latent(SearchState state) {
        Latent latent = state.latent(LATENT);
        Shape shape = clip.shape();
        if (!latent.shape().equals(shape)) {
            throw new UserError("the search state's latent has the shape " + latent.shape() + ", the generator's "
                    + shape + ". Start the search anew.");
        }
        return latent;
    }

    @Override
    public SearchState nextStage(SearchState state) {
        return state(Guidance.STAGE + 1, 0, latent(state), steps(state), state.last());
    }

    /** {@inheritDoc} The generator makes by itself the steps that were left out. */
    @Override
    public NDArray render(SearchState state, NDManager owner) {
        return Autograd.unrecorded(() -> {
            try (NDManager inside = scope.newSubManager()) {
                NDArray z = latent(state).toArray(inside);
                for (int i = steps(state); i < sigmas.length - 1; i++) {
                    z = Vjp.residual((float) (sigmas[i + 1] - sigmas[i]), velocity(i))
                            .apply(z);
                }
                NDArray drawn = generator.decoder(false).apply(z);
                drawn.attach(owner);
                return drawn;
            }
        });
    }

    @Override
    public void close() {
        generator.close();
        scope.close();
    }
}
