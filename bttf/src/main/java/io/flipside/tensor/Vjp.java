package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A differentiable function of one array, evaluated in segments so that the memory of its backward pass can be chosen.
 * Functions are pure: the same input gives the same bits, which is what lets a segment be computed twice.
 */
public interface Vjp {
    /** The value alone, nothing recorded; belongs to the manager of {@code x}. */
    NDArray apply(NDArray x);

    /** The value and the way back. */
    Pullback forward(NDArray x);

    /** One segment whose graph is recorded whole by {@link #forward}. */
    static Vjp segment(UnaryOperator<NDArray> function) {
        return new Vjp() {
            @Override
            public NDArray apply(NDArray x) {
                return Autograd.unrecorded(() -> scoped(function, x));
            }

            @Override
            public Pullback forward(NDArray x) {
                return new RecordedSegment(function, x);
            }
        };
    }

    /**
     * {@code parts} one after the other. Every part keeps its graph: time is least, memory grows with each part.
     */
    static Vjp kept(List<? extends Vjp> parts) {
        return new ChainVjp(List.copyOf(parts), false);
    }

    /**
     * {@code parts} one after the other. Only the input of each part is kept; the backward pass computes one part again
     * at a time (gradient checkpointing): memory is that of the inputs and of the largest part.
     */
    static Vjp recomputed(List<? extends Vjp> parts) {
        return new ChainVjp(List.copyOf(parts), true);
    }

    /** {@code x + scale * inner(x)}: the additive form of a denoising step, with an identity path for the gradient. */
    static Vjp residual(float scale, Vjp inner) {
        return new ResidualVjp(scale, inner);
    }

    /** Runs {@code function} in a manager of its own, so that only the result outlives it. */
    static NDArray scoped(UnaryOperator<NDArray> function, NDArray x) {
        try (NDManager scope = x.getManager().newSubManager()) {
            // a detached alias in the scope: every intermediate belongs to the manager of its first operand
            NDArray inside = x.duplicate();
            inside.attach(scope);
            NDArray result = function.apply(inside);
            result.attach(x.getManager());
            return result;
        }
    }

    /** Values of {@code parts} at {@code x}, the input first; all belong to {@code scope} but the input. */
    static List<NDArray> inputs(List<? extends Vjp> parts, NDArray x, NDManager scope) {
        List<NDArray> inputs = new ArrayList<>();
        NDArray current = x;
        for (Vjp part : parts) {
            inputs.add(current);
            current = part.apply(current);
            current.attach(scope);
        }
        inputs.add(current);
        return inputs;
    }
}
