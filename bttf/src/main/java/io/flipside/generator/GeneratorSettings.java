package io.flipside.generator;

import io.flipside.tensor.Holding;

/**
 * How a generator is kept and computed on a machine.
 *
 * @param holding how the large layers are held; changes no bit
 * @param precision in which types it is computed; changes bits
 */
public record GeneratorSettings(Holding holding, NetworkPrecision precision) {
    /** Weights as stored, everything computed in float32. */
    public static final GeneratorSettings DEFAULT = of(Holding.STORED);

    /** Computed in float32. */
    public static GeneratorSettings of(Holding holding) {
        return new GeneratorSettings(holding, NetworkPrecision.FULL);
    }

    /** The same, held in another way. */
    public GeneratorSettings held(Holding other) {
        return new GeneratorSettings(other, precision);
    }
}
