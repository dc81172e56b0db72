package io.flipside.generator;

import io.flipside.cost.GraphCost;
import io.flipside.tensor.Vjp;

/** A decoder that stands in for the exact one where a gradient is wanted for less. What it draws is never the result. */
public interface SmallDecoder {
    /**
     * As {@link ConditionedGenerator#decoder}, near to it.
     *
     * @param recompute whether parts of the graph are computed again on the way back
     * @return a map from {@code [1, C, T, h, w]} to {@code [1, 3, F, H, W]}, not clamped
     */
    Vjp decoder(boolean recompute);

    /** What it costs. */
    GraphCost cost();
}
