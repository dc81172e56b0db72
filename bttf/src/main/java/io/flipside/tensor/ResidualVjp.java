package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** {@code x + scale * inner(x)}. */
record ResidualVjp(float scale, Vjp inner) implements Vjp {

    @Override
    public NDArray apply(NDArray x) {
        return Autograd.unrecorded(() -> {
            try (NDArray branch = inner.apply(x)) {
                branch.muli(Scalars.of(branch, scale));
                return x.add(branch);
            }
        });
    }

    @Override
    public Pullback forward(NDArray x) {
        NDManager scope = x.getManager().newSubManager();
        Pullback branch = inner.forward(x);
        NDArray value = Autograd.unrecorded(() -> {
            NDArray scaled = branch.value().mul(Scalars.of(branch.value(), scale));
            scaled.attach(scope);
            return scaled.addi(x);
        });
        return new Pullback() {
            @Override
            public NDArray value() {
                return value;
            }

            @Override
            public NDArray pull(NDArray upstream) {
                return Autograd.unrecorded(() -> {
                    try (NDArray seed = upstream.mul(Scalars.of(upstream, scale));
                            NDArray through = branch.pull(seed)) {
                        return upstream.add(through);
                    }
                });
            }

            @Override
            public void close() {
                branch.close();
                scope.close();
            }
        };
    }
}
