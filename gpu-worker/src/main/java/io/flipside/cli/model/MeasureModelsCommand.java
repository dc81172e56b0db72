package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.method.Latent;
import io.flipside.metric.Ssim;
import io.flipside.search.Denoiser;
import io.flipside.search.FlowSchedule;
import io.flipside.search.GradientMemory;
import io.flipside.search.GradientPolicy;
import io.flipside.shapes.Centroid;
import io.flipside.shapes.CentroidTracker;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.tensor.Autograd;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure models}: what the model cards say of the shipped networks, on clips of the test part. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures VAE, generator and classifier on test clips: the figures of the model cards.")
final class MeasureModelsCommand implements Callable<Integer> {
    private static final double SHIFT = 3;
    private static final double MOVED = 5;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--clips", defaultValue = "100", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int clips;

    @Option(names = "--steps", defaultValue = "6", description = "Denoising steps. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--classifier", defaultValue = Home.TINY, paramLabel = "DIR", description = "Classifier folder.")
    private String classifier = Home.TINY;

    @Option(names = "--generator", defaultValue = Home.TINY, paramLabel = "DIR", description = "Generator folder.")
    private String generator = Home.TINY;

    private final Map<String, Double> sums = new LinkedHashMap<>();

    @Override
    public Integer call() {
        try (Models models = Models.open(Home.classifier(classifier), Home.generator(generator), Optional.empty())) {
            ShapeMovingSplit.TEST
                    .indices(DemoCommand.DATA_SEED)
                    .limit(clips)
                    .forEach(index -> one(
                            ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DemoCommand.DATA_SEED, index),
                            index,
                            models));
        }
        PrintWriter print = spec.commandLine().getOut();
        sums.forEach((name, sum) -> print.printf(Locale.ROOT, "%-44s %.4f%n", name, sum / clips));
        return 0;
    }

    private void one(ShapeMovingClip drawn, long index, Models models) {
        Clip clip = new Clip(drawn.frames(), drawn.profile().framesPerSecond());
        try (NDManager scope = models.manager().newSubManager()) {
            NDArray pixels = Prediction.toArray(clip, scope);
            NDArray latent = models.generator().encode(pixels);
            try (ConditionedGenerator conditioned = models.generator().condition(pixels)) {
                Clip reconstruction = clip(
                        Autograd.unrecorded(() -> conditioned.decoder(false).apply(latent)), clip);
                Latent noise = Latent.noise(latent.getShape(), index);
                Denoiser denoiser = new Denoiser(conditioned, new FlowSchedule(SHIFT), new GradientPolicy.Full());
                NDArray sample = denoiser.loop(steps, GradientMemory.KEEP).apply(noise.toArray(scope));
                Clip generated = clip(
                        Autograd.unrecorded(() -> conditioned.decoder(false).apply(sample)), clip);
                String way = drawn.direction().className();
                add("classifier: right on clips", says(models, clip, way));
                add("classifier: right on reconstructions", says(models, reconstruction, way));
                add("VAE: mean absolute error, 0 to 1", absoluteError(clip, reconstruction));
                add("VAE: SSIM", Ssim.clips(clip.frames(), reconstruction.frames()));
                add("VAE: SSIM of the first frame", firstFrame(clip, reconstruction));
                add("VAE: centroid error, pixels", centroidError(clip, reconstruction));
                add("generator: SSIM of the first frame", firstFrame(clip, generated));
                add("generator: pixels moved", moved(generated));
                add("generator: moves at least 5 pixels", moved(generated) >= MOVED ? 1 : 0);
            }
        }
    }

    private void add(String name, double value) {
        sums.merge(name, value, Double::sum);
    }

    private static Clip clip(NDArray decoded, Clip like) {
        Shape shape = decoded.getShape();
        return Clip.fromSigned(
                decoded.toFloatArray(),
                (int) shape.get(2),
                (int) shape.get(3),
                (int) shape.get(4),
                like.framesPerSecond());
    }

    private static double says(Models models, Clip clip, String way) {
        return Prediction.of(models.classifier(), clip, models.manager())
                        .label()
                        .equals(way)
                ? 1
                : 0;
    }

    private static double firstFrame(Clip a, Clip b) {
        return Ssim.clips(a.frames().select(0), b.frames().select(0));
    }

    private static double absoluteError(Clip a, Clip b) {
        float[] x = a.toSigned();
        float[] y = b.toSigned();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(x[i] - y[i]) / 2;
        }
        return sum / x.length;
    }

    private static double centroidError(Clip a, Clip b) {
        List<Optional<Centroid>> x = CentroidTracker.DEFAULT.track(a.frames());
        List<Optional<Centroid>> y = CentroidTracker.DEFAULT.track(b.frames());
        double worst = 0;
        for (int i = 0; i < x.size(); i++) {
            worst = Math.max(worst, distance(x.get(i), y.get(i)));
        }
        return worst;
    }

    private static double moved(Clip clip) {
        List<Optional<Centroid>> track = CentroidTracker.DEFAULT.track(clip.frames());
        return distance(track.get(0), track.get(track.size() - 1));
    }

    private static double distance(Optional<Centroid> a, Optional<Centroid> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() && b.isEmpty() ? 0 : ShapeMovingProfile.SMALL.side();
        }
        return Math.hypot(a.get().x() - b.get().x(), a.get().y() - b.get().y());
    }
}
