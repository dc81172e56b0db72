package io.flipside.metric.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.flipside.tensor.Aten;
import java.util.List;

/** A layer of a convolutional network on {@code [N, C, ...]}. What it makes on the way is let go of before it returns. */
@FunctionalInterface
interface Layer {
    NDArray apply(NDArray x);

    /** One after another. */
    static Layer chain(Layer first, Layer... others) {
        List<Layer> rest = List.of(others);
        return x -> {
            NDArray current = first.apply(x);
            for (Layer layer : rest) {
                try (NDArray before = current) {
                    current = layer.apply(before);
                }
            }
            return current;
        };
    }

    /** Side by side on the same input; their channels one behind the other. */
    static Layer beside(Layer... branches) {
        List<Layer> all = List.of(branches);
        return x -> {
            try (NDList results = new NDList()) {
                all.forEach(branch -> results.add(branch.apply(x)));
                return NDArrays.concat(results, 1);
            }
        };
    }

    /** The largest of each square; beyond the border is nothing. */
    static Layer maxPool(int size, int stride, int padding) {
        return x -> Aten.call("max_pool2d", x, size, stride, padding);
    }
}
