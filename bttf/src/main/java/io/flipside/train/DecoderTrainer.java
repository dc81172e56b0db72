package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.RgbFrames;
import io.flipside.frames.SignedPixels;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.WanAdaptation;
import io.flipside.generator.WanNames;
import io.flipside.generator.WanVae;
import io.flipside.method.Latent;
import io.flipside.search.Denoiser;
import io.flipside.search.FlowSchedule;
import io.flipside.search.GradientMemory;
import io.flipside.search.GradientPolicy;
import io.flipside.shapes.Centroid;
import io.flipside.shapes.CentroidTracker;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Trains the decoder of a generator's VAE on what the generator itself draws. A latent from noise is near those of clips, but
 * is none of them: decoded, what moves loses its corners, its size or its colour on the way. What it should be is known in
 * Shape-Moving: the thing of the first frame, drawn by code where the decoded clip has its centre. Every other clip of an
 * update is a reconstruction, so that the decoder stays that of its encoder. Encoder, transformer and the scale of latents
 * stay as they are.
 */
public final class DecoderTrainer extends Trainer {
    private static final int LEAST_STEPS = 4;
    private static final int MOST_STEPS = 8;
    private static final String DECODER = "decoder.";
    private static final String FROM_LATENT = "post_quant_conv.";

    private final NDManager manager;
    private final TrainingSettings settings;
    private final ShapeMovingProfile profile;
    private final WanAdaptation opened;
    private final Parameters parameters;
    private final WanVae vae;
    private final Optimiser optimiser;
    private final LearningRate rate;

    /**
     * Opens the generator.
     *
     * @param generator its folder
     * @param profile of the clips that it makes
     * @throws io.flipside.UserError if it is not of the Wan family or does not fit
     */
    public DecoderTrainer(NDManager manager, TrainingSettings settings, Path generator, ShapeMovingProfile profile) {
        this.manager = manager;
        this.settings = settings;
        this.profile = profile;
        opened = WanAdaptation.open(generator, layers -> layers, manager);
        parameters = new Parameters(manager, WanNames.vae(Weights.open(generator.resolve("vae"))));
        vae = new WanVae(parameters, opened.generator().vae().config());
        Map<String, NDArray> trained = new LinkedHashMap<>();
        parameters.loaded().forEach((name, array) -> {
            if (isDecoder(name)) {
                trained.put(name, array);
            }
        });
        optimiser = new Optimiser(manager, trained, Optimiser.Settings.DEFAULT);
        rate = new LearningRate(settings.rate().peak(), settings.rate().warmup(), settings.steps(), 0.02);
    }

    private static boolean isDecoder(String name) {
        return name.startsWith(DECODER) || name.startsWith(FROM_LATENT);
    }

    /** A clip of an update: its latent, and what to decode it to, or empty where that is seen when it is decoded. */
    private record Task(ShapeMovingClip clip, NDArray latent, Optional<RgbFrames> wanted) {}

    @Override
    public Map<String, Double> step() {
        SplittableRandom random = new SplittableRandom(settings.seeds().run() * 31 + optimiser.step());
        try (NDManager scope = manager.newSubManager()) {
            List<Task> tasks = random.longs(settings.batch(), 0, Integer.MAX_VALUE)
                    .mapToObj(from -> trainingClip(from))
                    .map(clip -> random.nextBoolean() ? drawn(clip, random, scope) : reconstructed(clip, scope))
                    .toList();
            NDArray latents =
                    NDArrays.concat(new NDList(tasks.stream().map(Task::latent).toList()), 0);
            NDArray[] figures = Autograd.recorded(() -> losses(tasks, vae.decodeRaw(latents), scope));
            Autograd.backward(figures[0], scope.ones(figures[0].getShape()));
            double norm = optimiser.update(rate.at(optimiser.step()));
            Map<String, Double> said = new LinkedHashMap<>();
            said.put("loss", (double) figures[0].getFloat());
            said.put("near the shape", (double) figures[2].getFloat());
            said.put("gradient norm", norm);
            return said;
        }
    }

    private ShapeMovingClip trainingClip(long from) {
        long index = from;
        while (ShapeMovingSplit.of(settings.seeds().data(), index) != ShapeMovingSplit.TRAIN) {
            index++;
        }
        return ShapeMovingClip.draw(profile, settings.seeds().data(), index);
    }

    private Task reconstructed(ShapeMovingClip clip, NDManager scope) {
        RgbFrames frames = clip.frames();
        NDArray latent = opened.generator().encode(pixels(List.of(frames), scope));
        return new Task(clip, vae.denormalise(latent), Optional.of(frames));
    }

    private Task drawn(ShapeMovingClip clip, SplittableRandom random, NDManager scope) {
        NDArray pixels = pixels(List.of(clip.frames()), scope);
        long stride = vae.config().spatialStride();
        Shape shape = new Shape(
                1,
                vae.config().latentChannels(),
                (profile.frameCount() - 1) / vae.config().temporalStride() + 1,
                profile.side() / stride,
                profile.side() / stride);
        int steps = random.nextInt(LEAST_STEPS, MOST_STEPS + 1);
        try (ConditionedGenerator conditioned = opened.generator().condition(pixels)) {
            Denoiser denoiser =
                    new Denoiser(conditioned, new FlowSchedule(GeneratorTrainer.SHIFT), new GradientPolicy.Full());
            NDArray latent = Autograd.unrecorded(() -> denoiser.loop(steps, GradientMemory.KEEP)
                    .apply(Latent.noise(shape, random.nextLong()).toArray(scope)));
            latent.attach(scope);
            return new Task(clip, vae.denormalise(latent), Optional.empty());
        }
    }

    private NDArray[] losses(List<Task> tasks, NDArray decoded, NDManager scope) {
        int n = tasks.size();
        float[] values = Autograd.unrecorded(() -> decoded.toFloatArray());
        int size = values.length / n;
        List<RgbFrames> wanted = new java.util.ArrayList<>();
        float[] shown = new float[n];
        for (int i = 0; i < n; i++) {
            Task task = tasks.get(i);
            float[] own = java.util.Arrays.copyOfRange(values, i * size, (i + 1) * size);
            Optional<RgbFrames> target = task.wanted().or(() -> followed(task.clip(), own));
            shown[i] = target.isPresent() ? 1 : 0;
            wanted.add(target.orElseGet(() -> task.clip().frames()));
        }
        NDArray counts = scope.create(shown, new Shape(n, 1, 1, 1, 1));
        NDArray target = pixels(wanted, scope);
        NDArray none = scope.zeros(new Shape(1));
        // a clip in which the thing is lost teaches nothing: it counts as decoded already
        NDArray known = decoded.mul(counts).add(target.mul(counts.neg().add(1)));
        return Aten.callAll("vae_loss", target, known, none, none, counts, settings.foreground(), 0.0);
    }

    /** The thing of the clip where a decoded one has its centre; empty if it has none in some frame. */
    private Optional<RgbFrames> followed(ShapeMovingClip clip, float[] decoded) {
        RgbFrames frames = SignedPixels.toFrames(decoded, profile.frameCount(), profile.side(), profile.side());
        List<Centroid> centres = CentroidTracker.DEFAULT.track(frames).stream()
                .flatMap(Optional::stream)
                .toList();
        return centres.size() == frames.count() ? Optional.of(clip.framesAt(centres)) : Optional.empty();
    }

    private NDArray pixels(List<RgbFrames> clips, NDManager scope) {
        int size = 3 * profile.frameCount() * profile.side() * profile.side();
        float[] values = new float[clips.size() * size];
        for (int i = 0; i < clips.size(); i++) {
            System.arraycopy(SignedPixels.fromFrames(clips.get(i)), 0, values, i * size, size);
        }
        return scope.create(values, new Shape(clips.size(), 3, profile.frameCount(), profile.side(), profile.side()));
    }

    /** All weights of the VAE: those of the decoder averaged, the others as they were. */
    public Map<String, NDArray> autoencoder() {
        Map<String, NDArray> all = new LinkedHashMap<>(parameters.loaded());
        all.putAll(result());
        return all;
    }

    @Override
    Optimiser optimiser() {
        return optimiser;
    }

    @Override
    public String identity() {
        return ", generator=" + new java.util.TreeMap<>(opened.sha256());
    }
}
