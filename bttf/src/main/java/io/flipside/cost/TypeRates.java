package io.flipside.cost;

/**
 * How fast a machine computes a generator in one type.
 *
 * @param transformer by the width of a token; its units are blocks
 * @param decoder by the channels of the VAE's widest frames; its units are decoders
 * @param weights how fast they come to the blocks
 */
public record TypeRates(NetworkRates transformer, NetworkRates decoder, WeightRates weights) {
    /** The same where the networks take so many times as long. */
    public TypeRates slower(double factor) {
        return new TypeRates(transformer.slower(factor), decoder.slower(factor), weights);
    }
}
