package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A parameter rounded to brain floats once, and kept so. DJL's own operations must not ask for its type: that ends the
 * process.
 *
 * @param array what methods of {@link Aten} are given
 */
record BrainFloats(NDArray array) implements Weight {
    /** As {@link Weight#brainFloats}: what is stored in this type is not widened on the way. */
    static BrainFloats of(TensorSource source, String name, Shape shape, NDManager owner) {
        try (NDManager scope = owner.newSubManager()) {
            return new BrainFloats(source.hold(name, shape, scope).brainFloats(owner));
        }
    }

    @Override
    public NDArray in(NDManager scope) {
        return array;
    }
}
