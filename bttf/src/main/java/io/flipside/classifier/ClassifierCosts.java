package io.flipside.classifier;

import io.flipside.cost.Operations;
import java.util.Optional;

/**
 * What a classifier costs on a clip of one size, from its configuration and headers alone.
 *
 * @param logits one clip scored and its gradient; empty where only the program knows
 * @param weights bytes in memory
 * @param width of a token of its first stage; 1 where only the program knows
 * @param blocks that a clip passes; 0 where only the program knows
 */
public record ClassifierCosts(Optional<Operations> logits, long weights, int width, int blocks) {
    /** One of whose network nothing is known but, perhaps, its operations. */
    public ClassifierCosts(Optional<Operations> logits, long weights) {
        this(logits, weights, 1, 0);
    }
}
