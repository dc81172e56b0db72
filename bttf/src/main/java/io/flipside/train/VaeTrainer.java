package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.flipside.file.Sha256;
import io.flipside.generator.WanNames;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.method.Latent;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Trains a Wan VAE to reconstruct clips: squared plus a fifth of absolute error, weighted towards the few
 * pixels around the shape, plus a faint pull of the latent to a normal. Some inputs are a first frame followed by
 * mid-grey, which is what the transformer is conditioned on.
 */
public final class VaeTrainer extends Trainer {
    /** One step in this many has an input that is a first frame followed by mid-grey. */
    private static final int CONDITION_EVERY = 2;

    /** The shipped size: a Wan VAE of base width 8 with one residual block a level. */
    public static final WanVaeConfig TINY = new WanVaeConfig(
            8,
            16,
            List.of(1, 2, 4, 4),
            1,
            List.of(false, true, true),
            java.util.Collections.nCopies(16, 0.0),
            java.util.Collections.nCopies(16, 1.0));

    private final NDManager manager;
    private final TrainingSettings settings;
    private final ClipSource source;
    private final String from;
    private final Parameters parameters;
    private final WanVae vae;
    private final Optimiser optimiser;
    private final LearningRate rate;
    private TrainingClips clips;

    /** From scratch. */
    public VaeTrainer(NDManager manager, TrainingSettings settings, ClipSource source) {
        this(manager, settings, source, new VaeInitialisation(settings.seeds().run()), "");
    }

    /**
     * From the weights of a trained one of the same size.
     *
     * @param from its folder
     * @throws io.flipside.UserError if its weights are of another size
     */
    public static VaeTrainer from(NDManager manager, TrainingSettings settings, ClipSource source, Path from) {
        Weights weights = Weights.open(from);
        List<String> hashes = weights.files().stream().map(Sha256::of).toList();
        return new VaeTrainer(manager, settings, source, WanNames.vae(weights), ", from=" + hashes);
    }

    private VaeTrainer(
            NDManager manager, TrainingSettings settings, ClipSource source, TensorSource begin, String from) {
        this.manager = manager;
        this.settings = settings;
        this.source = source;
        this.from = from;
        parameters = new Parameters(manager, begin);
        vae = new WanVae(parameters, TINY);
        optimiser = new Optimiser(manager, parameters.loaded(), Optimiser.Settings.DEFAULT);
        rate = new LearningRate(settings.rate().peak(), settings.rate().warmup(), settings.steps(), 0.02);
        clips = stream();
    }

    private TrainingClips stream() {
        long used = LongStream.range(0, optimiser.step())
                .mapToInt(step -> cut(step).clips())
                .asLongStream()
                .sum();
        return new TrainingClips(source, used);
    }

    /** How many clips of how many frames a step sees. */
    private record Cut(int clips, int frames) {}

    // single frames teach shape and colour at a seventeenth of the cost, short cuts most of what there is in motion
    private Cut cut(long step) {
        int whole = source.profile().frames();
        double progress = (double) step / settings.steps();
        if (progress < 0.42) {
            return new Cut(8 * settings.batch(), 1);
        } else if (progress < 0.75) {
            return new Cut(2 * settings.batch(), Math.min(5, whole));
        }
        return progress < 0.92
                ? new Cut((3 * settings.batch() + 1) / 2, Math.min(9, whole))
                : new Cut(settings.batch(), whole);
    }

    @Override
    public Map<String, Double> step() {
        try (NDManager scope = manager.newSubManager()) {
            Cut cut = cut(optimiser.step());
            NDArray clip = clips.next(cut.clips(), cut.frames(), scope).clips();
            NDArray isClip = scope.ones(new Shape(cut.clips(), 1, 1, 1, 1));
            if (cut.frames() > 1 && optimiser.step() % CONDITION_EVERY == 0) {
                clip.set(new NDIndex("0,:,1:"), 0);
                isClip.set(new NDIndex("0"), 0);
            }
            NDArray[] figures = Autograd.recorded(() -> losses(clip, isClip, scope));
            Autograd.backward(figures[0], scope.ones(figures[0].getShape()));
            double lr = rate.at(optimiser.step());
            float norm = optimiser.update(lr);
            Map<String, Double> result = new LinkedHashMap<>();
            result.put("loss", (double) figures[0].getFloat());
            result.put("absolute error", (double) figures[1].getFloat());
            result.put("near the shape", (double) figures[2].getFloat());
            result.put("gradient norm", (double) norm);
            return result;
        }
    }

    private NDArray[] losses(NDArray clip, NDArray isClip, NDManager scope) {
        var moments = vae.encodeMoments(clip);
        NDArray noise = Latent.noise(
                        moments.get(0).getShape(), settings.seeds().run() ^ (optimiser.step() * 0x9E3779B97F4A7C15L))
                .toArray(scope);
        NDArray latent = Aten.call("sample_latent", moments.get(0), moments.get(1), noise);
        NDArray decoded = vae.decodeRaw(latent);
        return Aten.callAll(
                "vae_loss", clip, decoded, moments.get(0), moments.get(1), isClip, settings.foreground(), 1e-5);
    }

    @Override
    public String identity() {
        return source.identity() + from;
    }

    @Override
    Optimiser optimiser() {
        return optimiser;
    }

    @Override
    public void restore(Map<String, NDArray> state, long step) {
        super.restore(state, step);
        clips = stream();
    }
}
