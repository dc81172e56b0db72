package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.generator.ClipVision;
import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.WanContext;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVae;
import io.flipside.method.Latent;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Trains an image-to-video transformer with its image tower by flow matching: at {@code x_s = (1 - s) x0 + s noise} the
 * network learns the velocity {@code noise - x0}, with s drawn uniformly and shifted as the sampler shifts it.
 * Its weights have {@code transformer.} and {@code image_encoder.} before their public names.
 */
public final class GeneratorTrainer extends Trainer {
    /** The shipped size: 6 blocks of width 192, 80 tokens on the small profile. */
    public static final WanTransformerConfig TINY = WanTransformerConfig.of(
            JsonConfig.ofText(
                    "tiny",
                    """
            {"patch_size": [1, 2, 2], "num_attention_heads": 4, "attention_head_dim": 48, "in_channels": 36,
             "out_channels": 16, "text_dim": 32, "text_len": 8, "freq_dim": 64, "ffn_dim": 512, "num_layers": 6,
             "image_dim": 32, "eps": 1e-6}
            """));

    /** Of its noise schedule. */
    static final double SHIFT = 3;

    private static final String TRANSFORMER = "transformer.";
    private static final String IMAGE_ENCODER = "image_encoder.";

    private final NDManager manager;
    private final TrainingSettings settings;
    private final ClipSource clips;
    private final LatentCache cache;
    private final Parameters transformerParameters;
    private final Parameters towerParameters;
    private final WanTransformer transformer;
    private final ClipVision tower;
    private final NDArray text;
    private final Optimiser optimiser;
    private final LearningRate rate;

    /**
     * Encodes the training clips and makes fresh networks.
     *
     * @param clips to learn from
     * @param looks how many different first frames at most
     * @param progress told how many are encoded
     */
    public GeneratorTrainer(
            NDManager manager,
            TrainingSettings settings,
            WanVae vae,
            ClipSource clips,
            int looks,
            IntConsumer progress) {
        this.manager = manager;
        this.settings = settings;
        this.clips = clips;
        cache = new LatentCache(vae, manager, clips, looks, progress);
        transformerParameters =
                new Parameters(manager, new RandomTensors(settings.seeds().run()));
        transformer = new WanTransformer(transformerParameters, TINY);
        towerParameters =
                new Parameters(manager, new RandomTensors(settings.seeds().run() + 1));
        tower = new ClipVision(towerParameters, ClipVisionConfig.TINY);
        text = prompt(manager, settings.seeds().run());
        Map<String, NDArray> all = new LinkedHashMap<>();
        transformerParameters.loaded().forEach((name, array) -> all.put(TRANSFORMER + name, array));
        towerParameters.loaded().forEach((name, array) -> all.put(IMAGE_ENCODER + name, array));
        optimiser = new Optimiser(manager, all, new Optimiser.Settings(0.9, 0.95, 1e-2, 1.0, 0.998));
        rate = new LearningRate(settings.rate().peak(), settings.rate().warmup(), settings.steps(), 0.02);
    }

    /** The one prompt of the small world: fixed random tokens {@code [1, 8, 32]}, for no text tower is shipped. */
    public static NDArray prompt(NDManager manager, long seed) {
        return Latent.noise(new Shape(1, TINY.textLength(), TINY.textDim()), seed)
                .toArray(manager);
    }

    /** The clips that it learns to make. */
    GeneratorProfile profile() {
        return clips.profile();
    }

    @Override
    public Map<String, Double> step() {
        SplittableRandom random = new SplittableRandom(settings.seeds().run() * 31 + optimiser.step());
        int n = settings.batch();
        int[] chosen = random.ints(n, 0, cache.size()).toArray();
        try (NDManager scope = manager.newSubManager()) {
            FlowMatching asked = FlowMatching.draw(cache, chosen, SHIFT, random, scope);
            NDArray loss = Autograd.recorded(() -> {
                NDArray image = tower.tokens(asked.clips().firstFrames());
                NDArray prompt = text.broadcast(n, TINY.textLength(), TINY.textDim());
                prompt.attach(scope);
                WanContext context = transformer.context(scope, asked.clips().conditions(), prompt, image);
                return asked.loss(transformer.velocity(asked.noisy(), asked.timesteps(), context));
            });
            Autograd.backward(loss, scope.ones(loss.getShape()));
            double norm = optimiser.update(rate.at(optimiser.step()));
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("flow loss", (double) loss.getFloat());
            figures.put("gradient norm", norm);
            return figures;
        }
    }

    @Override
    Optimiser optimiser() {
        return optimiser;
    }

    @Override
    public String identity() {
        return clips.identity();
    }
}
