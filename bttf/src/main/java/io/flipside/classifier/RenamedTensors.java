package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.TensorSource;
import java.util.Map;
import java.util.Set;

/**
 * Tensors of a source under other names.
 *
 * @param source where they lie
 * @param stored the source's name by ours
 */
record RenamedTensors(TensorSource source, Map<String, String> stored) implements TensorSource {
    RenamedTensors {
        stored = Map.copyOf(stored);
    }

    @Override
    public Set<String> names() {
        return stored.keySet();
    }

    @Override
    public boolean has(String name) {
        return stored.containsKey(name);
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        // a name we do not know is passed on: the source says what it lacks
        return source.read(stored.getOrDefault(name, name), expected, manager);
    }
}
