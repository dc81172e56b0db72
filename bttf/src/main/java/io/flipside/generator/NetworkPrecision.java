package io.flipside.generator;

import io.flipside.tensor.Precision;
import java.util.Optional;

/**
 * The types in which the networks of a generator are computed. The image tower and the prompt's encoder run once a search
 * and are computed in float32.
 *
 * @param transformer of the velocity network's blocks
 * @param vae of both halves of the autoencoder
 */
public record NetworkPrecision(Precision transformer, Precision vae) {
    /** Float32 everywhere. */
    public static final NetworkPrecision FULL = new NetworkPrecision(Precision.FLOAT32, Precision.FLOAT32);

    /** What records say of it; empty if everything is float32. */
    public Optional<String> described() {
        return equals(FULL)
                ? Optional.empty()
                : Optional.of("transformer " + transformer.text() + ", vae " + vae.text());
    }
}
