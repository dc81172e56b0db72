package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;

/** A segment with its whole graph in memory. */
final class RecordedSegment implements Pullback {
    private final NDManager scope;
    private final NDArray input;
    private final NDArray value;

    RecordedSegment(UnaryOperator<NDArray> function, NDArray x) {
        scope = x.getManager().newSubManager();
        try {
            input = Autograd.unrecorded(x::duplicate);
            input.attach(scope);
            input.setRequiresGradient(true);
            value = Autograd.recorded(() -> function.apply(input));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public NDArray value() {
        return value;
    }

    @Override
    public NDArray pull(NDArray upstream) {
        Autograd.backward(value, upstream);
        NDArray gradient = input.getGradient();
        gradient.attach(upstream.getManager());
        return gradient;
    }

    @Override
    public void close() {
        scope.close();
    }
}
