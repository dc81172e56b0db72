package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A parameter that stays in its source until a segment needs it, and is rounded to brain floats then.
 *
 * @param exact in float32
 */
record StreamedBrainFloats(StreamedWeight exact) implements Weight {
    @Override
    public NDArray in(NDManager scope) {
        return exact.brainFloats(scope);
    }

    @Override
    public void fetch() {
        exact.fetch();
    }
}
