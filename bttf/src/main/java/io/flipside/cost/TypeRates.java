package io.flipside.cost;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How fast a machine computes in one type.
 *
 * @param transformer operations a second by the width of a token
 * @param decoder operations a second by the channels of the VAE's widest frames
 * @param blockSeconds what a transformer block takes there and back however small it is; 0 if that was not measured
 * @param decoderSeconds what a decoder takes there and back however small it is; 0 if that was not measured
 */
public record TypeRates(
        NavigableMap<Integer, Double> transformer,
        NavigableMap<Integer, Double> decoder,
        double blockSeconds,
        double decoderSeconds) {
    public TypeRates {
        transformer = new TreeMap<>(transformer);
        decoder = new TreeMap<>(decoder);
        if (transformer.isEmpty() || decoder.isEmpty()) {
            throw new IllegalArgumentException("rates need a point for transformer and decoder");
        }
    }

    /** One rate for everything of a kind. */
    static TypeRates flat(double transformer, double decoder) {
        return new TypeRates(new TreeMap<>(Map.of(1, transformer)), new TreeMap<>(Map.of(1, decoder)), 0, 0);
    }

    /** The same where everything takes so many times as long. */
    public TypeRates slower(double factor) {
        NavigableMap<Integer, Double> slowTransformer = new TreeMap<>();
        transformer.forEach((width, rate) -> slowTransformer.put(width, rate / factor));
        NavigableMap<Integer, Double> slowDecoder = new TreeMap<>();
        decoder.forEach((channels, rate) -> slowDecoder.put(channels, rate / factor));
        return new TypeRates(slowTransformer, slowDecoder, blockSeconds * factor, decoderSeconds * factor);
    }

    /** Operations a second of a transformer whose tokens have this width. */
    public double ofTransformer(int width) {
        return between(transformer, width);
    }

    /** Operations a second of a decoder with so many channels. */
    public double ofDecoder(int channels) {
        return between(decoder, channels);
    }

    // on a line between the logarithms of the neighbours; beyond the last point the last point holds
    private static double between(NavigableMap<Integer, Double> points, int at) {
        Map.Entry<Integer, Double> below = points.floorEntry(at);
        Map.Entry<Integer, Double> above = points.ceilingEntry(at);
        if (below == null) {
            return points.firstEntry().getValue();
        } else if (above == null) {
            return points.lastEntry().getValue();
        } else if (below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        double part = Math.log((double) at / below.getKey()) / Math.log((double) above.getKey() / below.getKey());
        return Math.exp((1 - part) * Math.log(below.getValue()) + part * Math.log(above.getValue()));
    }
}
