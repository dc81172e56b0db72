package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** A parameter that stays in its source until a segment needs it. */
record StreamedWeight(TensorSource source, String name, Shape shape) implements Weight {
    StreamedWeight {
        source.check(name, shape);
    }

    @Override
    public NDArray in(NDManager scope) {
        return source.read(name, shape, scope);
    }

    @Override
    public NDArray brainFloats(NDManager owner) {
        try (NDManager scope = owner.newSubManager()) {
            return source.hold(name, shape, scope).brainFloats(owner);
        }
    }

    @Override
    public void fetch() {
        source.fetch(name);
    }
}
