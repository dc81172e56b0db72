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
    /** Rounds to nearest, ties to even; what was stored in this type is the same number again. */
    static BrainFloats of(TensorSource source, String name, Shape shape, NDManager owner) {
        try (NDManager scope = owner.newSubManager()) {
            return new BrainFloats(rounded(source.read(name, shape, scope), owner));
        }
    }

    static NDArray rounded(NDArray floats, NDManager owner) {
        return Aten.run(owner, "brain", floats)[0];
    }

    @Override
    public NDArray in(NDManager scope) {
        return array;
    }
}
