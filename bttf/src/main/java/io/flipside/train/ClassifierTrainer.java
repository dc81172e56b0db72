package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.ClipNetwork;
import io.flipside.file.Sha256;
import io.flipside.method.Latent;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains a classifier to name the class of a clip: of Shape-Moving its direction. Noise of random strength is
 * added to the pixels, so that it does not hang on single values; no flips, for they change the label. Its clips may be
 * attacked once it knows the classes ({@link Adversary}): a classifier that a faint smudge can turn around has no reason
 * that a counterfactual could show.
 */
public final class ClassifierTrainer extends Trainer {
    private static final double NOISE = 0.1;
    /** Updates before a growing adversary attacks. */
    private static final long GROWING_FROM = 600;
    /** From here on it takes {@link #LATE_STEPS} steps. */
    private static final long LATE_FROM = 1150;

    private static final int LATE_STEPS = 2;

    private final NDManager manager;
    private final TrainingSettings settings;
    private final ClipSource source;
    private final ClassifierPlan plan;
    private final String from;
    private final ClassifierForm form;
    private final ClipNetwork network;
    private final Optimiser optimiser;
    private final LearningRate rate;
    private TrainingClips clips;

    /** A Video Swin from scratch that nobody attacks. */
    public ClassifierTrainer(NDManager manager, TrainingSettings settings, ClipSource source) {
        this(manager, settings, source, ClassifierPlan.DEFAULT);
    }

    /**
     * From scratch.
     *
     * @param source labelled clips
     * @throws UserError if there is no such architecture
     */
    public ClassifierTrainer(NDManager manager, TrainingSettings settings, ClipSource source, ClassifierPlan plan) {
        this(
                manager,
                settings,
                source,
                plan,
                new Beginning(new RandomTensors(settings.seeds().run()), ""));
    }

    /** With which weights training begins, and what a resumed run must have in common for that. */
    private record Beginning(TensorSource weights, String identity) {}

    /**
     * From the weights of a trained one of the same size.
     *
     * @param source clips labelled with its classes, in its order
     * @param from its folder
     * @throws UserError if it is of another size or has other classes
     */
    public static ClassifierTrainer from(
            NDManager manager, TrainingSettings settings, ClipSource source, ClassifierPlan plan, Path from) {
        JsonConfig config = JsonConfig.read(from);
        ClassifierForm form = ClassifierForm.of(source, plan.architecture());
        if (!config.texts("classes").equals(form.classes())) {
            throw new UserError("--from " + from + " has the classes " + config.texts("classes") + ", the clips "
                    + form.classes() + ". To train it further they must be the same.");
        } else if (!ClassifierFolder.form(config).equals(Optional.of(form.network()))) {
            throw new UserError("--from " + from + " is another network than what train classifier makes. Take a "
                    + "classifier that it made, and its --architecture.");
        }
        Weights weights = Weights.open(from);
        List<String> hashes = weights.files().stream().map(Sha256::of).toList();
        return new ClassifierTrainer(manager, settings, source, plan, new Beginning(weights, ", from=" + hashes));
    }

    private ClassifierTrainer(
            NDManager manager, TrainingSettings settings, ClipSource source, ClassifierPlan plan, Beginning begin) {
        this.manager = manager;
        this.settings = settings;
        this.source = source;
        this.plan = plan;
        this.from = begin.identity();
        form = ClassifierForm.of(source, plan.architecture());
        Parameters parameters = new Parameters(manager, begin.weights());
        network = form.network().network(parameters);
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

    /** How it came to be, for people: what is written beside the weights. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("updates", stepsDone());
        record.put("batch", settings.batch());
        record.put("learning_rate", settings.rate().peak());
        record.put("seed", settings.seeds().run());
        record.put("data_seed", settings.seeds().data());
        record.put("adversarial", plan.adversary().text());
        record.put("clean_updates", plan.adversary() instanceof Adversary.Growing ? GROWING_FROM : plan.cleanUpdates());
        return record;
    }

    @Override
    public Map<String, Double> step() {
        SplittableRandom random = new SplittableRandom(settings.seeds().run() * 17 + optimiser.step());
        try (NDManager scope = manager.newSubManager()) {
            TrainingClips.Batch batch = clips.next(settings.batch(), scope);
            NDArray noise = Latent.noise(batch.clips().getShape(), random.nextLong())
                    .toArray(scope)
                    .mul(scope.create((float) (NOISE * random.nextDouble())));
            NDArray seen = attacked(batch.clips().add(noise), batch.labels(), random, scope);
            NDArray input = form.input().of(seen);
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

    private NDArray attacked(NDArray clips, NDArray labels, SplittableRandom random, NDManager scope) {
        BatchAttack attack =
                new BatchAttack(values -> network.logits(form.input().of(values)), optimiser::clear);
        if (plan.adversary() instanceof Adversary.Descent how && optimiser.step() >= plan.cleanUpdates()) {
            return attack.descent(clips, labels, how, scope);
        }
        NDArray moved = clips;
        if (plan.adversary() instanceof Adversary.Growing && optimiser.step() >= GROWING_FROM) {
            double strength = random.nextDouble();
            for (int i = 0; i < (optimiser.step() < LATE_FROM ? 1 : LATE_STEPS); i++) {
                moved = attack.mixed(moved, labels, strength, scope);
            }
        }
        return moved;
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
        return source.identity() + plan.identity() + from;
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
