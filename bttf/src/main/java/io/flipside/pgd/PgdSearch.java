package io.flipside.pgd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.classifier.ClassLoss;
import io.flipside.classifier.VideoClassifier;
import io.flipside.method.Latent;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchState;
import io.flipside.method.Stage;
import io.flipside.method.UpdateReport;
import io.flipside.tensor.Autograd;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An attack on one clip. Its state is the attacked clip, pixels in [0, 1]. */
final class PgdSearch implements Search {
    /** Norm of the loss's gradient with respect to pixels in [0, 1]; 0 where a classifier hides it. */
    static final String GRADIENT_NORM = "gradientNorm";
    /** Distance to the original before the update, in the norm of the attack. */
    static final String DISTANCE = "distance";

    private static final String CLIP = "clip";

    private final PgdSettings settings;
    private final NDManager scope;
    private final VideoClassifier classifier;
    private final int target;
    private final int label;
    private final Shape shape;
    private final float[] original;
    private final PixelBall ball;

    PgdSearch(SearchInput input, PgdSettings settings) {
        this(input.classifier(), input.clip(), input.target(), settings);
    }

    PgdSearch(VideoClassifier classifier, NDArray clip, int target, PgdSettings settings) {
        this.settings = settings;
        this.scope = clip.getManager().newSubManager();
        this.classifier = classifier;
        this.target = target;
        this.shape = clip.getShape();
        this.original = pixels(clip.toFloatArray());
        this.ball = new PixelBall(settings.budget().norm(), settings.budget().radius(original.length));
        this.label = settings.targeted() ? target : mostLikely(clip);
    }

    /** To [0, 1]: what of a clip lies outside by rounding is brought inside. */
    private static float[] pixels(float[] signed) {
        float[] pixels = new float[signed.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.max(0, Math.min(1, (signed[i] + 1) / 2));
        }
        return pixels;
    }

    private static NDArray signed(Latent clip, NDManager owner) {
        float[] values = clip.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * values[i] - 1;
        }
        return owner.create(values, clip.shape());
    }

    private int mostLikely(NDArray clip) {
        return Autograd.unrecorded(() -> {
            try (NDManager inside = scope.newSubManager()) {
                NDArray copy = clip.duplicate();
                copy.attach(inside);
                return (int) classifier.logits(copy).argMax(1).toLongArray()[0];
            }
        });
    }

    @Override
    public List<Stage> stages() {
        return new Pgd().stages(settings);
    }

    @Override
    public SearchState start(long seed) {
        float[] clip = settings.randomStart() ? ball.draw(original, Latent.noise(shape, seed), seed) : original;
        return new SearchState(Pgd.STAGE, 0, Map.of(CLIP, Latent.of(shape, clip)), Map.of(), Optional.empty());
    }

    @Override
    public boolean isDone(SearchState state) {
        return state.stage() > Pgd.STAGE;
    }

    @Override
    public SearchState next(SearchState state) {
        if (isDone(state)) {
            throw new IllegalArgumentException("the search is done");
        }
        Latent clip = clip(state);
        int iteration = state.iteration() + 1;
        try (NDManager update = scope.newSubManager()) {
            ClassLoss loss = ClassLoss.at(classifier, signed(clip, update), label, update);
            // of the cross entropy, or of minus it; a pixel in [0, 1] moves its value in [-1, 1] twice as far
            Latent gradient = Latent.of(loss.gradient()).times(settings.targeted() ? 2 : -2);
            UpdateReport report = report(iteration, loss, gradient.norm(), clip);
            if (!Double.isFinite(report.loss())) {
                throw new NonFiniteException("loss", Pgd.STAGE, iteration);
            }
            if (!gradient.isFinite()) {
                throw new NonFiniteException("gradient", Pgd.STAGE, iteration);
            }
            float[] moved = ball.descend(original, clip.values(), gradient, settings.relativeStep() * ball.radius());
            boolean over = iteration >= settings.iterations();
            return new SearchState(
                    over ? Pgd.STAGE + 1 : Pgd.STAGE,
                    over ? 0 : iteration,
                    Map.of(CLIP, Latent.of(shape, moved)),
                    Map.of(),
                    Optional.of(report));
        }
    }

    private UpdateReport report(int iteration, ClassLoss loss, double gradientNorm, Latent clip) {
        return new UpdateReport(
                Pgd.STAGE,
                iteration,
                Map.of(
                        UpdateReport.LOSS,
                        settings.targeted() ? loss.crossEntropy() : -loss.crossEntropy(),
                        GRADIENT_NORM,
                        gradientNorm,
                        DISTANCE,
                        ball.distance(original, clip.values()),
                        UpdateReport.TARGET_PROBABILITY,
                        loss.probabilities().get(target)));
    }

    private Latent clip(SearchState state) {
        Latent clip = state.latent(CLIP);
        if (!clip.shape().equals(shape)) {
            throw new UserError("the search state's clip has the shape " + clip.shape() + ", the audit's clip " + shape
                    + ". Start the search anew.");
        }
        return clip;
    }

    @Override
    public SearchState nextStage(SearchState state) {
        return new SearchState(Pgd.STAGE + 1, 0, Map.of(CLIP, clip(state)), Map.of(), state.last());
    }

    @Override
    public NDArray render(SearchState state, NDManager owner) {
        return signed(clip(state), owner);
    }

    @Override
    public void close() {
        scope.close();
    }
}
