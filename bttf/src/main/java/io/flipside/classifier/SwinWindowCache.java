package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cuts of one network, made once per size of tokens and shared by its blocks: the mask of a large picture is larger
 * than the weights. They live as long as the weights. One thread at a time.
 */
final class SwinWindowCache {
    private record Key(Shape size, boolean odd) {}

    private final NDManager manager;
    private final int[] full;
    private final Map<Key, SwinWindows> cuts = new HashMap<>();

    SwinWindowCache(NDManager manager, List<Integer> window) {
        this.manager = manager;
        full = window.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Rows of a table of biases: one per distance within the full window. */
    long tableRows() {
        long rows = 1;
        for (int size : full) {
            rows *= 2L * size - 1;
        }
        return rows;
    }

    /** The cut of tokens {@code [N, t, h, w, C]}. */
    SwinWindows of(Shape tokens, boolean odd) {
        return cuts.computeIfAbsent(new Key(tokens.slice(1, 4), odd), key -> {
            Shape size = key.size();
            int[] axes = {(int) size.get(0), (int) size.get(1), (int) size.get(2)};
            return SwinWindows.of(manager, axes, full, key.odd());
        });
    }
}
