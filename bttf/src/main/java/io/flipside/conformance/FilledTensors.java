package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.TensorSource;
import java.util.Set;

/**
 * Weights by a rule, for networks that are too large for a case file. For a tensor's name and flat index i: k is the sum of
 * the name's ASCII codes modulo 97, x = 43758.5453 sin(12.9898 i + 78.233 k), u = 2 (x - floor x) - 1. A {@code
 * running_var} is 1 + 0.3 u, a {@code running_mean} 0.1 u, another {@code weight} of one dimension 1 + 0.2 u, another
 * vector 0.1 u; else u sqrt(6 / fan-in).
 */
final class FilledTensors implements TensorSource {
    private static final int NAMES = 97;

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public boolean has(String name) {
        return true;
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        int k = name.chars().sum() % NAMES;
        long fanIn = 1;
        for (int axis = 1; axis < expected.dimension(); axis++) {
            fanIn *= expected.get(axis);
        }
        double offset = 0;
        double scale = Math.sqrt(6.0 / fanIn);
        if (name.endsWith("running_var")) {
            offset = 1;
            scale = 0.3;
        } else if (name.endsWith("running_mean")) {
            scale = 0.1;
        } else if (expected.dimension() == 1) {
            offset = name.endsWith("weight") ? 1 : 0;
            scale = name.endsWith("weight") ? 0.2 : 0.1;
        }
        float[] values = new float[Math.toIntExact(expected.size())];
        for (int i = 0; i < values.length; i++) {
            double x = Math.sin(12.9898 * i + 78.233 * k) * 43758.5453;
            values[i] = (float) (offset + scale * (2 * (x - Math.floor(x)) - 1));
        }
        return manager.create(values, expected);
    }
}
