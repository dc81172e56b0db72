package io.flipside.generator;

import io.flipside.cost.GraphCost;
import io.flipside.tensor.Vjp;
import java.util.Optional;

/** A generator whose first frame is frozen: what a search differentiates through. Holds native memory until closed. */
public interface ConditionedGenerator extends AutoCloseable {
    /**
     * The velocity {@code noise - x0} at a point of the flow path.
     *
     * @param timestep {@code 1000 * sigma}
     * @param recompute whether parts of the graph are computed again on the way back
     * @return a map from {@code [1, C, T, h, w]} to the same shape; good until this is closed
     */
    Vjp velocity(double timestep, boolean recompute);

    /**
     * From a normalised latent to the clip, not clamped.
     *
     * @param recompute whether parts of the graph are computed again on the way back
     * @return a map from {@code [1, C, T, h, w]} to {@code [1, 3, F, H, W]}
     */
    Vjp decoder(boolean recompute);

    /** A decoder that may stand in for the exact one in gradients; empty where the generator has none. */
    default Optional<SmallDecoder> smallDecoder() {
        return Optional.empty();
    }

    /** What one evaluation of the velocity costs. */
    GraphCost velocityCost();

    /** What the decoder costs. */
    GraphCost decoderCost();

    @Override
    void close();
}
