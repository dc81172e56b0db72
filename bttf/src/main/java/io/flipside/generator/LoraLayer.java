package io.flipside.generator;

import java.util.Map;
import java.util.Optional;

/**
 * What an adapter does to one layer: whole and of the right shapes.
 *
 * @param parts names of the adapter's tensors
 * @param scale of the pair and of its bias
 */
record LoraLayer(Map<LoraPart, String> parts, double scale) {
    LoraLayer {
        parts = Map.copyOf(parts);
    }

    /** The tensor that is this part, if there is one. */
    Optional<String> part(LoraPart part) {
        return Optional.ofNullable(parts.get(part));
    }
}
