package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A parameter as one segment of a network needs it: in float32 while the segment runs, held in whatever way
 * {@link Holding} says in between. The bits are the same in every way.
 */
public interface Weight {
    /**
     * The parameter in float32.
     *
     * @param scope closed by the caller when the segment has run; a graph that was recorded meanwhile keeps what it needs
     */
    NDArray in(NDManager scope);

    /**
     * The parameter rounded to brain floats, ties to even. Only methods of {@link Aten} may look into it.
     *
     * @param owner of the result
     */
    default NDArray brainFloats(NDManager owner) {
        try (NDManager scope = owner.newSubManager()) {
            return Aten.run(owner, "brain", in(scope))[0];
        }
    }

    /** Begins to bring from disk what {@link #in} will ask for. */
    default void fetch() {}

    /** One that is there all the time. */
    static Weight resident(NDArray array) {
        return new Resident(array);
    }

    /**
     * One that is there all the time.
     *
     * @param array in float32
     */
    record Resident(NDArray array) implements Weight {
        @Override
        public NDArray in(NDManager scope) {
            return array;
        }
    }

    /** Runs a part of a network with its weights there, and lets go of those that were brought for it. */
    static NDArray with(List<Weight> weights, NDArray x, Function<List<NDArray>, NDArray> part) {
        try (NDManager scope = x.getManager().newSubManager()) {
            List<NDArray> arrays = new ArrayList<>();
            for (Weight weight : weights) {
                arrays.add(weight.in(scope));
            }
            return part.apply(arrays);
        }
    }
}
