package io.flipside.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Set;

/** A source that has what another has, and hands it out in another form. */
public abstract class ForwardingTensors implements TensorSource {
    /** The other. */
    protected final TensorSource base;

    protected ForwardingTensors(TensorSource base) {
        this.base = base;
    }

    @Override
    public Set<String> names() {
        return base.names();
    }

    @Override
    public boolean has(String name) {
        return base.has(name);
    }

    @Override
    public Optional<Shape> shape(String name) {
        return base.shape(name);
    }

    @Override
    public void check(String name, Shape expected) {
        base.check(name, expected);
    }
}
