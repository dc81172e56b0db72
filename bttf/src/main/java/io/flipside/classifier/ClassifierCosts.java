package io.flipside.classifier;

import io.flipside.cost.Operations;
import java.util.Optional;

/**
 * What a classifier costs on a clip of one size, from its configuration and headers alone.
 *
 * @param logits one clip scored and its gradient; empty where only the program knows
 * @param weights bytes in memory
 */
public record ClassifierCosts(Optional<Operations> logits, long weights) {}
