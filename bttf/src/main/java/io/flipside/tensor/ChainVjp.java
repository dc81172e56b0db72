package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/** Parts in sequence, each either keeping its graph or computed again on the way back. */
record ChainVjp(List<Vjp> parts, boolean recompute) implements Vjp {

    @Override
    public NDArray apply(NDArray x) {
        NDArray current = x;
        for (Vjp part : parts) {
            NDArray next = part.apply(current);
            if (current != x) {
                current.close();
            }
            current = next;
        }
        return current;
    }

    @Override
    public Pullback forward(NDArray x) {
        return recompute ? new Recomputed(parts, x) : new Kept(parts, x);
    }

    private static final class Kept implements Pullback {
        private final List<Pullback> pullbacks = new ArrayList<>();
        private final NDArray value;

        Kept(List<Vjp> parts, NDArray x) {
            NDArray current = x;
            for (Vjp part : parts) {
                Pullback pullback = part.forward(current);
                pullbacks.add(pullback);
                current = pullback.value();
            }
            value = current;
        }

        @Override
        public NDArray value() {
            return value;
        }

        @Override
        public NDArray pull(NDArray upstream) {
            NDArray gradient = upstream;
            for (int i = pullbacks.size() - 1; i >= 0; i--) {
                NDArray earlier = pullbacks.get(i).pull(gradient);
                if (gradient != upstream) {
                    gradient.close();
                }
                gradient = earlier;
            }
            return gradient;
        }

        @Override
        public void close() {
            // in reverse: the scope of a later part hangs below that of an earlier one
            for (int i = pullbacks.size() - 1; i >= 0; i--) {
                pullbacks.get(i).close();
            }
        }
    }

    private static final class Recomputed implements Pullback {
        private final List<Vjp> parts;
        private final NDManager scope;
        private final List<NDArray> inputs;

        Recomputed(List<Vjp> parts, NDArray x) {
            this.parts = parts;
            scope = x.getManager().newSubManager();
            inputs = Vjp.inputs(parts, x, scope);
        }

        @Override
        public NDArray value() {
            return inputs.get(inputs.size() - 1);
        }

        @Override
        public NDArray pull(NDArray upstream) {
            NDArray gradient = upstream;
            for (int i = parts.size() - 1; i >= 0; i--) {
                NDArray earlier;
                try (Pullback pullback = parts.get(i).forward(inputs.get(i))) {
                    earlier = pullback.pull(gradient);
                }
                if (gradient != upstream) {
                    gradient.close();
                }
                gradient = earlier;
            }
            return gradient;
        }

        @Override
        public void close() {
            scope.close();
        }
    }
}
