package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.List;

/** One block: window attention and a two-layer network, each behind a norm and around a shortcut. */
final class SwinBlock {
    private static final int MLP_RATIO = 4;

    private final int heads;
    private final SwinWindowCache windows;
    private final boolean odd;
    private final List<NDArray> weights;

    SwinBlock(Parameters p, int dim, int heads, SwinWindowCache windows, boolean odd) {
        this.heads = heads;
        this.windows = windows;
        this.odd = odd;
        int inner = MLP_RATIO * dim;
        weights = List.of(
                p.get("norm1.weight", dim),
                p.get("norm1.bias", dim),
                p.get("attn.qkv.weight", 3L * dim, dim),
                p.get("attn.qkv.bias", 3L * dim),
                p.get("attn.proj.weight", dim, dim),
                p.get("attn.proj.bias", dim),
                p.get("attn.relative_position_bias_table", windows.tableRows(), heads),
                p.get("norm2.weight", dim),
                p.get("norm2.bias", dim),
                p.get("mlp.0.weight", inner, dim),
                p.get("mlp.0.bias", inner),
                p.get("mlp.3.weight", dim, inner),
                p.get("mlp.3.bias", dim));
    }

    /** Tokens {@code [N, t, h, w, C]} to the same shape. */
    NDArray apply(NDArray x) {
        SwinWindows cut = windows.of(x.getShape(), odd);
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
