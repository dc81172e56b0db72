package io.flipside.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A source that holds nothing and notes what is asked of it: the tensors of a network that was built from it. */
public final class AskedShapes implements TensorSource {
    private final Map<String, Shape> shapes = new TreeMap<>();

    /** Everything asked for so far. */
    public Map<String, Shape> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    @Override
    public Set<String> names() {
        return shapes.keySet();
    }

    @Override
    public boolean has(String name) {
        return false;
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        shapes.put(name, expected);
        return manager.create(0f);
    }
}
