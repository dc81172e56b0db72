package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.flipside.classifier.VideoSwin;
import io.flipside.method.Latent;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.Scalars;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains a Video Swin to name the class of a clip, from scratch: of Shape-Moving its direction. Noise of random strength is added to
 * the pixels, so that it does not hang on single values; no flips, for they change the label. Once it knows the
 * directions its clips are attacked along its gradient, in one step at first, later in two and farther: a classifier that
 * a faint smudge can turn around has no reason that a counterfactual could show.
 */
public final class ClassifierTrainer extends Trainer {
    private static final double NOISE = 0.1;
    /** Updates before the directions are learnt; from then on clips are attacked. */
    private static final long ATTACKED_FROM = 600;
    /** From here on attacks take {@link #LATE_STEPS} steps. */
    private static final long LATE_FROM = 1150;

    private static final int LATE_STEPS = 2;
    /** Largest change of any value by a step of an attack on every value, in [-1, 1]. */
    private static final double ATTACK_EVERYWHERE = 0.12;
    /** Euclidean length of the largest step of an attack on a clip where its gradient is large. */
    private static final double ATTACK_LENGTH = 14;

    private final NDManager manager;
    private final TrainingSettings settings;
    private final ClipSource source;
    private final ClassifierForm form;
    private final VideoSwin network;
    private final Optimiser optimiser;
    private final LearningRate rate;
    private TrainingClips clips;

    /** @param source labelled clips */
    public ClassifierTrainer(NDManager manager, TrainingSettings settings, ClipSource source) {
        this.manager = manager;
        this.settings = settings;
        this.source = source;
        form = ClassifierForm.of(source);
        Parameters parameters =
                new Parameters(manager, new RandomTensors(settings.seeds().run()));
        network = new VideoSwin(parameters, form.network());
        optimiser = new Optimiser(manager, parameters.loaded(), new Optimiser.Settings(0.9, 0.99, 2e-2, 1.0, 0.99));
        rate = new LearningRate(settings.rate().peak(), settings.rate().warmup(), settings.steps(), 0.02);
        clips = stream();
    }

    private TrainingClips stream() {
        return new TrainingClips(source, optimiser.step() * settings.batch());
    }

    /** What a folder says of the network. */
    public ClassifierForm form() {
        return form;
    }

    @Override
    public Map<String, Double> step() {
        SplittableRandom random = new SplittableRandom(settings.seeds().run() * 17 + optimiser.step());
        try (NDManager scope = manager.newSubManager()) {
            TrainingClips.Batch batch = clips.next(settings.batch(), scope);
            NDArray noise = Latent.noise(batch.clips().getShape(), random.nextLong())
                    .toArray(scope)
                    .mul(scope.create((float) (NOISE * random.nextDouble())));
            NDArray seen = batch.clips().add(noise);
            NDArray noisy = seen;
            if (optimiser.step() >= ATTACKED_FROM) {
                double strength = random.nextDouble();
                for (int i = 0; i < (optimiser.step() < LATE_FROM ? 1 : LATE_STEPS); i++) {
                    noisy = attacked(noisy, batch.labels(), strength, scope);
                }
            }
            NDArray input = form.input().of(noisy);
            NDArray[] result = Autograd.recorded(() -> {
                NDArray logits = network.logits(input);
                return new NDArray[] {Aten.call("cross_entropy", logits, batch.labels()), logits};
            });
            Autograd.backward(result[0], scope.ones(result[0].getShape()));
            double norm = optimiser.update(rate.at(optimiser.step()));
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("cross entropy", (double) result[0].getFloat());
            figures.put("accuracy", accuracy(result[1], batch.labels()));
            figures.put("gradient norm", norm);
            return figures;
        }
    }

    // one step up the loss: half of the clips along the gradient's sign, half along the gradient itself
    private NDArray attacked(NDArray clips, NDArray labels, double strength, NDManager scope) {
        NDArray start = clips.duplicate();
        start.setRequiresGradient(true);
        NDArray loss = Autograd.recorded(
                () -> Aten.call("cross_entropy", network.logits(form.input().of(start)), labels));
        Autograd.backward(loss, scope.ones(loss.getShape()));
        optimiser.clear();
        NDArray gradient = start.getGradient();
        gradient.attach(scope);
        long n = clips.getShape().get(0);
        NDArray norm = gradient.reshape(n, -1)
                .square()
                .sum(new int[] {1})
                .sqrt()
                .add(1e-12f)
                .reshape(n, 1, 1, 1, 1);
        NDArray along = gradient.div(norm).mul(Scalars.of(gradient, (float) (strength * ATTACK_LENGTH)));
        NDArray everywhere = gradient.sign().mul(Scalars.of(gradient, (float) (strength * ATTACK_EVERYWHERE)));
        NDArray half = scope.arange(n).toType(DataType.FLOAT32, true).mod(2).reshape(n, 1, 1, 1, 1);
        return clips.add(along.mul(half)).add(everywhere.mul(half.neg().add(1)));
    }

    private static double accuracy(NDArray logits, NDArray labels) {
        long[] predicted = logits.argMax(1).toLongArray();
        long[] expected = labels.toLongArray();
        return IntStream.range(0, expected.length)
                        .filter(i -> predicted[i] == expected[i])
                        .count()
                / (double) expected.length;
    }

    @Override
    public String identity() {
        return source.identity();
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
