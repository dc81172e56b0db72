package io.flipside.cost;

import io.flipside.tensor.Holding;

/**
 * How fast weights come to the segment that needs them, in bytes as stored a second.
 *
 * @param stored from where they are held as stored: they are widened
 * @param streamed from a mapped file whose pages are in memory: they are copied, and widened
 */
public record WeightRates(double stored, double streamed) {
    /** Seconds until so many bytes are there; none where they are held as they are computed with. */
    public double seconds(Holding holding, double bytes) {
        return switch (holding) {
            case FLOAT32 -> 0;
            case STORED -> bytes / stored;
            case STREAMED -> bytes / streamed;
        };
    }
}
