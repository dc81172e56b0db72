package io.flipside.generator;

import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;
import io.flipside.cost.WeightUse;
import java.util.Map;
import java.util.Optional;

/**
 * What a generator costs on the clips that it makes, from its configurations and headers alone.
 *
 * @param clip size of its clips
 * @param latent size of its latents
 * @param latentChannels of a latent
 * @param width of a token of the transformer
 * @param blocks of the transformer
 * @param channels of the decoder's widest frames
 * @param velocity one evaluation of the velocity and its gradient
 * @param decoder one evaluation of the decoder and its gradient
 * @param once what freezing the first frame and encoding the clip take, once a search
 * @param weights bytes in memory of each network between segments
 * @param brought weights that come to the transformer's blocks as they run
 * @param precision the types that its networks are computed in
 * @param held bytes that a search holds besides graphs: keys and values of text and image
 * @param smallDecoder one evaluation of a decoder that stands in for the other, and its gradient, where there is one
 */
public record GeneratorCosts(
        ClipSize clip,
        ClipSize latent,
        int latentChannels,
        int width,
        int blocks,
        int channels,
        GraphCost velocity,
        GraphCost decoder,
        Operations once,
        Map<String, Long> weights,
        WeightUse brought,
        NetworkPrecision precision,
        long held,
        Optional<GraphCost> smallDecoder) {
    public GeneratorCosts {
        weights = Map.copyOf(weights);
    }

    /** Bytes of all weights in memory between segments, and of what a search holds besides graphs. */
    public long heldBytes() {
        return held + weights.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes of one latent in float32. */
    public long latentBytes() {
        return Float.BYTES * latent.places() * latentChannels;
    }
}
