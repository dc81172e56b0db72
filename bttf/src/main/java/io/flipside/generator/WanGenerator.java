package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Vjp;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Wan image-to-video: VAE, transformer, image tower and one prompt's text tokens (docs/models.md).
 *
 * @param vae the autoencoder
 * @param transformer the velocity network
 * @param imageTower from the first frame {@code [1, 3, H, W]} in [-1, 1] to its tokens {@code [1, tokens, imageDim]}
 * @param text tokens of the frozen prompt {@code [1, textLength, textDim]}, zero-padded
 * @param small a decoder that may stand in for that of the autoencoder in gradients
 */
public record WanGenerator(
        WanVae vae,
        WanTransformer transformer,
        UnaryOperator<NDArray> imageTower,
        NDArray text,
        Optional<TinyDecoder> small)
        implements Generator {

    /** One without a small decoder. */
    public WanGenerator(WanVae vae, WanTransformer transformer, UnaryOperator<NDArray> imageTower, NDArray text) {
        this(vae, transformer, imageTower, text, Optional.empty());
    }

    @Override
    public NDArray encode(NDArray clip) {
        return vae.encode(clip);
    }

    @Override
    public ConditionedGenerator condition(NDArray clip) {
        Shape shape = clip.getShape();
        NDManager scope = clip.getManager().newSubManager();
        try (NDManager temporary = scope.newSubManager()) {
            WanContext context = Autograd.unrecorded(() -> {
                NDArray inside = clip.duplicate();
                inside.attach(temporary);
                NDArray image = imageTower.apply(inside.get(":,:,0"));
                return transformer.context(scope, conditionChannels(inside), text, image);
            });
            return new Conditioned(this, context, shape);
        }
    }

    /**
     * The condition channels: four of the mask, then the latent of the first frame followed by mid-grey.
     *
     * @param clip {@code [N, 3, F, H, W]} in [-1, 1]; only its first frame and size are used
     * @return {@code [N, 20, T, H/8, W/8]}
     */
    public NDArray conditionChannels(NDArray clip) {
        return conditionChannels(vae, clip);
    }

    /** As above, for training a transformer that does not exist yet. */
    public static NDArray conditionChannels(WanVae vae, NDArray clip) {
        NDArray padded = clip.zerosLike();
        padded.set(new ai.djl.ndarray.index.NDIndex(":,:,0"), clip.get(":,:,0"));
        NDArray latent = vae.encode(padded);
        Shape s = latent.getShape();
        NDArray mask = latent.getManager().zeros(new Shape(s.get(0), 4, s.get(2), s.get(3), s.get(4)));
        mask.set(new ai.djl.ndarray.index.NDIndex(":,:,0"), 1);
        return NDArrays.concat(new NDList(mask, latent), 1);
    }

    private record Conditioned(WanGenerator model, WanContext context, Shape clip) implements ConditionedGenerator {
        @Override
        public Vjp velocity(double timestep, boolean recompute) {
            return model.transformer.velocity(context, timestep, recompute);
        }

        @Override
        public Vjp decoder(boolean recompute) {
            return model.vae.decoder(recompute);
        }

        @Override
        public Optional<SmallDecoder> smallDecoder() {
            return model.small.map(decoder -> decoder.on(latent()));
        }

        private ClipSize latent() {
            Shape latent = context.condition().getShape();
            return new ClipSize(latent.get(2), latent.get(3), latent.get(4));
        }

        @Override
        public GraphCost velocityCost() {
            ClipSize size = latent();
            long imageTokens = context.imageTokens();
            return new TransformerCost(model.transformer.config(), size, imageTokens)
                    .graph(model.transformer.isWidened());
        }

        @Override
        public GraphCost decoderCost() {
            return new VaeCost(model.vae.config(), new ClipSize(clip.get(2), clip.get(3), clip.get(4)))
                    .graph(model.vae.isWidened());
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
