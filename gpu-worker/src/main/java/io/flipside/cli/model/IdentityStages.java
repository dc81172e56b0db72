package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.clip.Clip;
import io.flipside.domain.SameObject;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.method.Latent;
import io.flipside.method.MethodSettings;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.metric.Ssim;
import io.flipside.search.Denoiser;
import io.flipside.search.FlowSchedule;
import io.flipside.search.GradientMemory;
import io.flipside.search.GradientPolicy;
import io.flipside.shapes.SemanticFlip;
import io.flipside.steps.Plans;
import io.flipside.tensor.Autograd;

/** Where on its way to a counterfactual the thing in a clip is lost: the clip itself and what each part makes of it. */
final class IdentityStages {
    private static final double SHIFT = 3;

    private final Models models;
    private final TestClip asked;
    private final Clip clip;

    IdentityStages(Models models, TestClip asked) {
        this.models = models;
        this.asked = asked;
        this.clip = new Clip(asked.drawn().frames(), asked.drawn().profile().framesPerSecond());
    }

    /**
     * One clip of one stage.
     *
     * @param same how the thing in it compares with that of the original's first frame
     * @param firstFrame SSIM of the first frames
     * @param answers whether it moves the target way and the classifier says so
     */
    record Row(SameObject same, double firstFrame, boolean answers) {}

    /** The clip that was asked for, drawn by code: what the measure says of the truth. */
    Row truth() {
        return row(wanted());
    }

    /** The same encoded and decoded. */
    Row reconstructed() {
        try (NDManager scope = models.manager().newSubManager();
                ConditionedGenerator conditioned = models.generator().condition(original(scope))) {
            NDArray latent =
                    models.generator().encode(Prediction.toArray(new Clip(wanted(), clip.framesPerSecond()), scope));
            return row(decoded(conditioned, latent));
        }
    }

    /**
     * What the generator draws from noise alone, without a classifier.
     *
     * @param steps of denoising
     */
    Row drawn(int steps) {
        try (NDManager scope = models.manager().newSubManager();
                ConditionedGenerator conditioned = models.generator().condition(original(scope))) {
            Shape shape = models.generator().encode(original(scope)).getShape();
            NDArray noise = Latent.noise(shape, asked.index()).toArray(scope);
            NDArray latent = new Denoiser(conditioned, new FlowSchedule(SHIFT), new GradientPolicy.Full())
                    .loop(steps, GradientMemory.KEEP)
                    .apply(noise);
            return row(decoded(conditioned, latent));
        }
    }

    /** What a search finds. */
    Row searched(AuditPlan plan, long seed) {
        MethodSettings settings = Plans.settings(plan, seed, Long.MAX_VALUE);
        try (NDManager scope = models.manager().newSubManager();
                Search search = SearchMethods.open(
                        new SearchInput(
                                models.generator(),
                                models.classifier(),
                                original(scope),
                                models.targetIndex(asked.target().className())),
                        settings)) {
            SearchState state = search.start(seed);
            try {
                while (!search.isDone(state)) {
                    state = search.next(state);
                }
            } catch (NonFiniteException e) {
                // the state before it stays, as in an audit
            }
            return row(frames(search.render(state, scope)));
        }
    }

    private RgbFrames wanted() {
        return asked.drawn().withDirection(asked.target()).frames();
    }

    private NDArray original(NDManager scope) {
        return Prediction.toArray(clip, scope);
    }

    private RgbFrames decoded(ConditionedGenerator conditioned, NDArray latent) {
        return frames(Autograd.unrecorded(() -> conditioned.decoder(false).apply(latent)));
    }

    private RgbFrames frames(NDArray decoded) {
        Shape shape = decoded.getShape();
        return Clip.fromSigned(
                        decoded.toFloatArray(),
                        (int) shape.get(2),
                        (int) shape.get(3),
                        (int) shape.get(4),
                        clip.framesPerSecond())
                .frames();
    }

    private Row row(RgbFrames made) {
        boolean called = Prediction.of(models.classifier(), new Clip(made, clip.framesPerSecond()), models.manager())
                .label()
                .equals(asked.target().className());
        return new Row(
                SameObject.measure(clip.frames(), made),
                Ssim.clips(clip.frames().select(0), made.select(0)),
                called && SemanticFlip.measure(made, asked.target()).moves());
    }
}
