package io.flipside.cost;

import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Vjp;

/**
 * A network to time a machine with.
 *
 * @param network from an input of the shape
 * @param input shape
 * @param work there and back
 */
public record TimedNetwork(Vjp network, Shape input, Operations work) {}
