package io.flipside.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.VideoClassifier;
import io.flipside.cost.GraphCost;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.Generator;
import io.flipside.generator.SmallDecoder;
import io.flipside.method.Latent;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchState;
import io.flipside.method.Stage;
import io.flipside.method.UpdateReport;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.Vjp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Algorithm 1 of the paper's supplement, one update at a time. */
public final class CounterfactualSearch implements Search {
    private final SearchSettings settings;
    private final NDManager scope;
    private final ConditionedGenerator generator;
    private final Denoiser denoiser;
    private final CounterfactualObjective objective;
    private final NDArray clipLatent;
    private final Optional<SmallDecoder> small;

    /**
     * Encodes the clip and freezes its first frame.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]
     * @param target index of the target class
     * @throws io.flipside.method.SettingRefused if the settings need a small decoder and the generator has none
     */
    public CounterfactualSearch(
            Generator generator, VideoClassifier classifier, NDArray clip, int target, SearchSettings settings) {
        this.settings = settings;
        this.scope = clip.getManager().newSubManager();
        NDArray original = clip.duplicate();
        original.attach(scope);
        this.generator = generator.condition(original);
        this.denoiser = new Denoiser(this.generator, new FlowSchedule(settings.shift()), settings.gradients());
        this.objective = new CounterfactualObjective(classifier, target, settings.styleWeight(), original);
        this.clipLatent = generator.encode(original);
        this.small = this.generator.smallDecoder();
        if (settings.departures().exactUpdates().isPresent() && small.isEmpty()) {
            this.generator.close();
            scope.close();
            throw Departures.noSmallDecoder();
        }
    }

    /** Shape of the latent that this search moves: the generator's. */
    public Shape latentShape() {
        return clipLatent.getShape();
    }

    @Override
    public List<Stage> stages() {
        return new Bttf().stages(settings);
    }

    @Override
    public SearchState start(long seed) {
        return start(Latent.noise(latentShape(), seed));
    }

    /** The state before the first update, with a given z_T. */
    public SearchState start(Latent noise) {
        int stage = settings.inversionIterations() > 0 ? 0 : settings.firstStage();
        return BttfState.begin(stage, AdamW.State.start(noise), Optional.empty())
                .asState();
    }

    @Override
    public boolean isDone(SearchState state) {
        return state.stage() > settings.denoisingSteps();
    }

    @Override
    public SearchState next(SearchState state) {
        if (isDone(state)) {
            throw new IllegalArgumentException("the search is done");
        }
        return next(BttfState.of(state)).asState();
    }

    @Override
    public SearchState nextStage(SearchState state) {
        int next = settings.stageAfter(state.stage());
        return BttfState.begin(next, BttfState.of(state).optimiser(), state.last())
                .asState();
    }

    private BttfState next(BttfState state) {
        try (NDManager update = scope.newSubManager()) {
            NDArray latent = state.latent().toArray(update);
            int iteration = state.iteration() + 1;
            UpdateStep made = state.stage() == 0 ? invert(latent, iteration) : search(latent, state);
            UpdateStep step = settings.departures().applied(made, state.latent());
            if (!Double.isFinite(step.report().loss())) {
                throw new NonFiniteException("loss", state.stage(), iteration);
            }
            if (!step.gradient().isFinite()) {
                throw new NonFiniteException("gradient", state.stage(), iteration);
            }
            return advance(state, step);
        }
    }

    private BttfState advance(BttfState state, UpdateStep step) {
        AdamW.State optimiser = settings.optimiser().next(state.optimiser(), step.gradient());
        UpdateReport report = step.report();
        StopPolicy stop = settings.stop();
        float loss = (float) report.loss();
        int confident = stop.counts(report.targetProbability(), loss, state.loss()) ? state.confident() + 1 : 0;
        int iteration = report.iteration();
        boolean over = iteration >= settings.maximumUpdates(state.stage())
                || stop.ends(confident) && settings.decodesExactly(state);
        if (over) {
            return BttfState.begin(settings.stageAfter(state.stage()), optimiser, Optional.of(report));
        }
        boolean again = state.stage() == settings.firstStage()
                && !stop.isConfident(report.targetProbability())
                && settings.redraws().isDue(iteration);
        AdamW.State next = again ? AdamW.State.start(settings.redraws().noise(latentShape(), iteration)) : optimiser;
        OptionalDouble kept = stop.looksAtTheLoss() && !again ? OptionalDouble.of(loss) : OptionalDouble.empty();
        return new BttfState(state.stage(), iteration, confident, kept, next, Optional.of(report));
    }

    /** {@code L_I = mean |z0 - z_i|} at one denoising step; no decoding. */
    private UpdateStep invert(NDArray latent, int iteration) {
        try (Pullback denoised =
                denoiser.loop(1, memory(1, generator.decoderCost())).forward(latent)) {
            NDArray difference = denoised.value().sub(clipLatent);
            difference.attach(latent.getManager());
            double loss = difference.abs().mean().getFloat();
            NDArray upstream = difference.sign().div(Scalars.of(difference, difference.size()));
            Latent gradient = Latent.of(denoised.pull(upstream));
            return new UpdateStep(BttfReport.ofInversion(iteration, loss), gradient);
        }
    }

    private UpdateStep search(NDArray latent, BttfState state) {
        boolean exact = settings.decodesExactly(state);
        GraphCost cost =
                exact ? generator.decoderCost() : small.map(SmallDecoder::cost).orElseThrow(Departures::noSmallDecoder);
        int n = state.stage();
        GradientMemory memory = memory(n, cost);
        try (Pullback denoised = denoiser.loop(n, memory).forward(latent);
                Pullback decoded = decoder(exact, memory.recomputeDecoder()).forward(denoised.value())) {
            ClipLoss loss = objective.at(decoded.value(), latent.getManager());
            Latent gradient = Latent.of(denoised.pull(decoded.pull(loss.gradient())));
            UpdateReport report = BttfReport.of(n, state.iteration() + 1, loss);
            boolean told = settings.departures().exactUpdates().isPresent();
            return new UpdateStep(told ? BttfReport.withDecoder(report, exact) : report, gradient);
        }
    }

    private Vjp decoder(boolean exact, boolean recompute) {
        return exact
                ? generator.decoder(recompute)
                : small.map(decoder -> decoder.decoder(recompute)).orElseThrow(Departures::noSmallDecoder);
    }

    private GradientMemory memory(int n, GraphCost decoder) {
        int kept = settings.gradients().stepsThrough(n);
        return GradientMemory.within(settings.graphBudget(), kept, generator.velocityCost(), decoder);
    }

    /** The clean latent of a state at N steps, attached to {@code owner}. */
    public NDArray denoise(SearchState state, NDManager owner) {
        try (NDManager inside = scope.newSubManager()) {
            Vjp loop = denoiser.loop(settings.denoisingSteps(), GradientMemory.KEEP);
            NDArray result = Autograd.unrecorded(
                    () -> loop.apply(BttfState.of(state).latent().toArray(inside)));
            result.attach(owner);
            return result;
        }
    }

    /** {@inheritDoc} It is drawn at N steps. */
    @Override
    public NDArray render(SearchState state, NDManager owner) {
        try (NDArray latent = denoise(state, owner)) {
            return Autograd.unrecorded(() -> generator.decoder(false).apply(latent));
        }
    }

    @Override
    public void close() {
        generator.close();
        scope.close();
    }
}
