package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.cost.ClipSize;
import io.flipside.cost.TimedNetwork;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Precision;
import io.flipside.tensor.RandomTensors;
import java.util.List;

/** Small networks of the shapes that a search runs, to time a machine with. */
public final class CalibrationNetworks {
    private static final ClipSize LATENT = new ClipSize(5, 16, 16);
    private static final ClipSize CLIP = new ClipSize(9, 64, 64);
    // an array of the widest frames has more than 32 MB here: such come from the kernel each time, page by page
    private static final ClipSize LARGE_CLIP = new ClipSize(9, 128, 96);
    private static final int LARGE = 96;
    private static final ClipSize SMALL_LATENT = new ClipSize(5, 4, 4);
    private static final ClipSize SMALL_CLIP = new ClipSize(5, 16, 16);
    /** Blocks of the transformer that is timed. */
    public static final int BLOCKS = 2;

    private static final int TIMESTEP = 500;
    private static final long SEED = 1;

    private CalibrationNetworks() {}

    /** Two transformer blocks with tokens of a width, a multiple of 48, computed in a type. */
    public static TimedNetwork transformer(int width, Precision type, NDManager manager) {
        return transformer(width, LATENT, type, manager);
    }

    /** The same with so few tokens that next to nothing is computed. */
    public static TimedNetwork idleTransformer(int width, Precision type, NDManager manager) {
        return transformer(width, SMALL_LATENT, type, manager);
    }

    private static TimedNetwork transformer(int width, ClipSize size, Precision type, NDManager manager) {
        WanTransformerConfig config = new WanTransformerConfig(
                List.of(1, 2, 2), width / 48, 48, 36, 16, 64, 64, 64, 4 * width, BLOCKS, 0, 1e-6);
        WanTransformer network = new WanTransformer(random(type, manager), config);
        NDArray condition = manager.zeros(new Shape(1, 20, size.frames(), size.height(), size.width()));
        NDArray text = manager.ones(new Shape(1, config.textLength(), config.textDim()));
        WanContext context = network.context(condition, text, text);
        Shape latent = new Shape(1, 16, size.frames(), size.height(), size.width());
        return new TimedNetwork(
                network.velocity(context, TIMESTEP, false), latent, new TransformerCost(config, size, 0).velocity());
    }

    /** A decoder whose widest frames have so many channels, computed in a type. */
    public static TimedNetwork decoder(int channels, Precision type, NDManager manager) {
        return decoder(channels, channels < LARGE ? CLIP : LARGE_CLIP, type, manager);
    }

    /** The same with frames so small that next to nothing is computed. */
    public static TimedNetwork idleDecoder(int channels, Precision type, NDManager manager) {
        return decoder(channels, SMALL_CLIP, type, manager);
    }

    private static TimedNetwork decoder(int channels, ClipSize size, Precision type, NDManager manager) {
        WanVaeConfig wan = WanVaeConfig.WAN_2_1;
        WanVaeConfig config = new WanVaeConfig(
                channels,
                wan.latentChannels(),
                wan.multipliers(),
                wan.residualBlocks(),
                wan.temporalDownsample(),
                wan.latentMean(),
                wan.latentStd());
        WanVae vae = new WanVae(random(type, manager), config);
        VaeCost cost = new VaeCost(config, size);
        ClipSize latent = cost.latent();
        return new TimedNetwork(
                vae.decoder(false),
                new Shape(1, wan.latentChannels(), latent.frames(), latent.height(), latent.width()),
                cost.decoder());
    }

    private static Parameters random(Precision type, NDManager manager) {
        return new Parameters(manager, new RandomTensors(SEED), Holding.FLOAT32, type);
    }
}
