package io.flipside.generator;

import io.flipside.UserError;
import java.nio.file.Path;

/** Whether the three networks of a Wan generator fit each other and the clips they are to make. */
final class WanFit {
    private static final int MASK = 4;

    private WanFit() {}

    /** @throws UserError naming the field that does not fit */
    static void check(Path folder, WanTransformerConfig transformer, WanVaeConfig vae, ClipVisionConfig tower) {
        int latent = vae.latentChannels();
        int expected = 2 * latent + MASK;
        if (transformer.outChannels() != latent) {
            throw new UserError("generator " + folder + ": out_channels of transformer/config.json is "
                    + transformer.outChannels() + ", but z_dim of vae/config.json is " + latent
                    + ". Use the VAE that the transformer was trained with.");
        } else if (transformer.inChannels() != expected) {
            throw new UserError("generator " + folder + ": in_channels of transformer/config.json is "
                    + transformer.inChannels() + ". Image-to-video transformers of Wan2.1 have " + expected
                    + ": the latent, four mask channels and the first frame's latent. Others are not supported.");
        } else if (transformer.imageDim() > 0 && transformer.imageDim() != tower.width()) {
            throw new UserError("generator " + folder + ": image_dim of transformer/config.json is "
                    + transformer.imageDim() + ", but hidden_size of image_encoder/config.json is " + tower.width()
                    + ". Use the image encoder that the transformer was trained with.");
        }
    }

    /**
     * Whether the networks can make such clips.
     *
     * @throws UserError naming the field that does not fit
     */
    static void check(String origin, GeneratorProfile profile, WanVaeConfig vae, WanTransformerConfig transformer) {
        int time = vae.temporalStride();
        int rows = vae.spatialStride() * transformer.patch().get(1);
        int columns = vae.spatialStride() * transformer.patch().get(2);
        int frames = profile.frames();
        int side = profile.side();
        if (frames % time != 1 % time
                || (1 + frames / time) % transformer.patch().get(0) != 0) {
            throw new UserError("config " + origin + ": frames is " + frames + "; the VAE needs 1 + " + time + "k.");
        } else if (side % rows != 0 || side % columns != 0) {
            throw new UserError("config " + origin + ": side is " + side + "; it must be a multiple of "
                    + Math.max(rows, columns) + ".");
        }
    }
}
