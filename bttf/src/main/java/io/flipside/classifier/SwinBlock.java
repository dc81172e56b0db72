package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One block: window attention and a two-layer network, each behind a norm and around a shortcut. */
final class SwinBlock {
    private static final int MLP_RATIO = 4;

    private final NDManager manager;
    private final int heads;
    private final int[] window;
    private final boolean odd;
    private final List<NDArray> weights;
    private final Map<Shape, SwinWindows> windows = new HashMap<>();

    SwinBlock(Parameters p, int dim, int heads, List<Integer> window, boolean odd) {
        this.manager = p.manager();
        this.heads = heads;
        this.window = window.stream().mapToInt(Integer::intValue).toArray();
        this.odd = odd;
        long rows = 1;
        for (int size : this.window) {
            rows *= 2L * size - 1;
        }
        int inner = MLP_RATIO * dim;
        weights = List.of(
                p.get("norm1.weight", dim),
                p.get("norm1.bias", dim),
                p.get("attn.qkv.weight", 3L * dim, dim),
                p.get("attn.qkv.bias", 3L * dim),
                p.get("attn.proj.weight", dim, dim),
                p.get("attn.proj.bias", dim),
                p.get("attn.relative_position_bias_table", rows, heads),
                p.get("norm2.weight", dim),
                p.get("norm2.bias", dim),
                p.get("mlp.0.weight", inner, dim),
                p.get("mlp.0.bias", inner),
                p.get("mlp.3.weight", dim, inner),
                p.get("mlp.3.bias", dim));
    }

    /** Tokens {@code [N, t, h, w, C]} to the same shape. */
    NDArray apply(NDArray x) {
        Shape s = x.getShape();
        SwinWindows cut = windows.computeIfAbsent(
                new Shape(s.get(1), s.get(2), s.get(3)),
                size -> SwinWindows.of(
                        manager, new int[] {(int) size.get(0), (int) size.get(1), (int) size.get(2)}, window, odd));
        return Aten.call(
                "swin_block",
                x,
                weights,
                cut.index(),
                cut.mask(),
                cut.window(),
                cut.shift(),
                cut.padded(),
                heads,
                cut.shifted());
    }
}
