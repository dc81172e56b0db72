package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.generator.WanAdaptation;
import io.flipside.generator.WanContext;
import io.flipside.generator.WanGenerator;
import io.flipside.tensor.Autograd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Trains a LoRA adapter of a generator's transformer by flow matching on a person's own clips. VAE, image tower, prompt
 * and every weight of the transformer stay as they are; the pairs beside its layers alone change.
 */
public final class AdapterTrainer extends Trainer {
    /** Updates between two looks at the clips that are held out. */
    public static final int HELD_OUT_EVERY = 100;

    private static final long HELD_OUT_SEED = 20;

    private final NDManager manager;
    private final TrainingSettings settings;
    private final AdapterTask task;
    private final WanAdaptation adapted;
    private final LatentCache training;
    private final LatentCache heldOut;
    private final Optimiser optimiser;
    private final LearningRate rate;

    /**
     * Opens the generator and encodes the clips.
     *
     * @param progress told how many of the clips to learn from are encoded
     * @throws io.flipside.UserError if the generator, or a layer to adapt, is not what it should be
     */
    public AdapterTrainer(NDManager manager, TrainingSettings settings, AdapterTask task, IntConsumer progress) {
        this.manager = manager;
        this.settings = settings;
        this.task = task;
        LoraLayers[] layers = new LoraLayers[1];
        adapted = WanAdaptation.open(
                task.generator(),
                base -> {
                    layers[0] = new LoraLayers(
                            base, task.lora(), manager, settings.seeds().run());
                    return layers[0];
                },
                manager);
        layers[0].requireAllTargets();
        training = encoded(task.clips().training(), progress);
        heldOut = encoded(task.clips().heldOut(), done -> {});
        optimiser = new Optimiser(manager, layers[0].pairs(), new Optimiser.Settings(0.9, 0.99, 1e-2, 1.0, 0));
        rate = new LearningRate(settings.rate().peak(), settings.rate().warmup(), settings.steps(), 0.02);
    }

    private LatentCache encoded(OwnClips clips, IntConsumer progress) {
        return new LatentCache(adapted.generator().vae(), manager, clips, Integer.MAX_VALUE, progress);
    }

    /** The generator with the adapter as far as it is trained. */
    WanGenerator adapted() {
        return adapted.generator();
    }

    /** The files of the generator that were read, by relative name. */
    public Map<String, String> generator() {
        return adapted.sha256();
    }

    @Override
    public Map<String, Double> step() {
        SplittableRandom random = new SplittableRandom(settings.seeds().run() * 31 + optimiser.step());
        int[] chosen = random.ints(settings.batch(), 0, training.size()).toArray();
        Map<String, Double> figures = new LinkedHashMap<>();
        try (NDManager scope = manager.newSubManager()) {
            FlowMatching asked = FlowMatching.draw(training, chosen, task.shift(), random, scope);
            NDArray loss = Autograd.recorded(() -> asked.loss(velocity(adapted.generator(), asked, scope)));
            Autograd.backward(loss, scope.ones(loss.getShape()));
            double norm = optimiser.update(rate.at(optimiser.step()));
            figures.put("flow loss", (double) loss.getFloat());
            figures.put("gradient norm", norm);
        }
        if (optimiser.step() % HELD_OUT_EVERY == 0 || optimiser.step() == settings.steps()) {
            figures.put("held-out loss", heldOutLoss());
        }
        return figures;
    }

    /** The flow loss on the clips that no update sees, with the same noise every time. */
    public double heldOutLoss() {
        SplittableRandom random = new SplittableRandom(HELD_OUT_SEED);
        double sum = 0;
        for (int first = 0; first < heldOut.size(); first += settings.batch()) {
            int end = Math.min(heldOut.size(), first + settings.batch());
            int[] chosen = IntStream.range(first, end).toArray();
            try (NDManager scope = manager.newSubManager()) {
                FlowMatching asked = FlowMatching.draw(heldOut, chosen, task.shift(), random, scope);
                sum += chosen.length
                        * Autograd.unrecorded(() -> asked.loss(velocity(adapted.generator(), asked, scope))
                                .getFloat());
            }
        }
        return sum / heldOut.size();
    }

    /** What a generator says, with its image tower and prompt frozen. */
    static NDArray velocity(WanGenerator wan, FlowMatching asked, NDManager scope) {
        Shape text = wan.text().getShape();
        NDArray image =
                Autograd.unrecorded(() -> wan.imageTower().apply(asked.clips().firstFrames()));
        NDArray prompt = wan.text().broadcast(asked.noisy().getShape().get(0), text.get(1), text.get(2));
        prompt.attach(scope);
        WanContext context = wan.transformer().context(scope, asked.clips().conditions(), prompt, image);
        return wan.transformer().velocity(asked.noisy(), asked.timesteps(), context);
    }

    @Override
    Optimiser optimiser() {
        return optimiser;
    }

    @Override
    public String identity() {
        return ", adapter=" + task.lora() + ", shift=" + task.shift() + ", generator="
                + new TreeMap<>(adapted.sha256())
                + task.clips().training().identity();
    }
}
