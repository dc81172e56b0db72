package io.flipside.generator;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.util.List;

/**
 * Dimensions of a Wan VAE (docs/models.md).
 *
 * @param baseDim channels of the first level
 * @param latentChannels channels of the latent
 * @param multipliers of the base width, per level
 * @param residualBlocks per level of the encoder; the decoder has one more
 * @param temporalDownsample whether time is halved after each level but the last
 * @param latentMean per latent channel, for normalisation
 * @param latentStd per latent channel
 */
public record WanVaeConfig(
        int baseDim,
        int latentChannels,
        List<Integer> multipliers,
        int residualBlocks,
        List<Boolean> temporalDownsample,
        List<Double> latentMean,
        List<Double> latentStd) {
    private static final int MAX_WIDTH = 4096;
    private static final int MAX_BLOCKS = 64;
    private static final int MAX_LEVELS = 8;

    /** Values of the public Wan2.1 VAE, which its original distribution does not store. */
    public static final WanVaeConfig WAN_2_1 = new WanVaeConfig(
            96,
            16,
            List.of(1, 2, 4, 4),
            2,
            List.of(false, true, true),
            List.of(
                    -0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508, 0.4134, -0.0715, 0.5517,
                    -0.3632, -0.1922, -0.9497, 0.2503, -0.2921),
            List.of(
                    2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743, 3.2687, 2.1526, 2.8652, 1.5579,
                    1.6382, 1.1253, 2.8251, 1.9160));

    public WanVaeConfig {
        multipliers = List.copyOf(multipliers);
        temporalDownsample = List.copyOf(temporalDownsample);
        latentMean = List.copyOf(latentMean);
        latentStd = List.copyOf(latentStd);
    }

    /** How many times smaller the latent is in each direction of space. */
    public int spatialStride() {
        return 1 << (multipliers.size() - 1);
    }

    /** How many times fewer latent frames there are, the first frame aside. */
    public int temporalStride() {
        return 1 << temporalDownsample.stream().filter(down -> down).count();
    }

    /**
     * Reads the diffusers form.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static WanVaeConfig of(JsonConfig json) {
        WanVaeConfig config = new WanVaeConfig(
                json.integer("base_dim", 1, MAX_WIDTH),
                json.integer("z_dim", 1, MAX_WIDTH),
                json.integers("dim_mult"),
                json.integer("num_res_blocks", 1, MAX_BLOCKS),
                json.booleans("temperal_downsample"),
                json.numbers("latents_mean"),
                json.numbers("latents_std"));
        if (config.multipliers.isEmpty()
                || config.multipliers.size() > MAX_LEVELS
                || config.multipliers.stream().anyMatch(m -> m < 1 || m > MAX_BLOCKS)) {
            throw new UserError("config " + json.origin() + ": dim_mult needs 1 to " + MAX_LEVELS
                    + " numbers from 1 to " + MAX_BLOCKS + ".");
        }
        if (config.latentStd.stream().anyMatch(std -> !(std > 0))) {
            throw new UserError("config " + json.origin() + ": latents_std needs numbers above 0.");
        }
        if (config.latentMean.size() != config.latentChannels || config.latentStd.size() != config.latentChannels) {
            throw new UserError("config " + json.origin() + ": latents_mean and latents_std need z_dim = "
                    + config.latentChannels + " values.");
        }
        if (config.temporalDownsample.size() != config.multipliers.size() - 1) {
            throw new UserError(
                    "config " + json.origin() + ": temperal_downsample needs one value fewer than dim_mult.");
        }
        return config;
    }
}
