package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A layer of the VAE on time-major frames {@code [T*N, C, H, W]}, T slowest. {@code batch} is N: with it a layer finds
 * the previous frame of the same clip.
 */
@FunctionalInterface
interface VaeLayer {
    NDArray apply(NDArray frames, int batch);

    /** Causal 3x3x3 (or 1x1x1 by shape) convolution. */
    static VaeLayer conv(Parameters p, String name, int out, int in) {
        List<Weight> held = convolution(p, name, out, in, 3, 3, 3);
        return (x, n) -> Weight.with(
                held, x, w -> Aten.call("causal_conv", x, w.get(0), w.get(1), n, CausalConv.stacked(w.get(0))));
    }

    /** 1x1x1 convolution. */
    static VaeLayer pointwise(Parameters p, String name, int out, int in) {
        List<Weight> held = convolution(p, name, out, in, 1, 1, 1);
        return (x, n) -> Weight.with(held, x, w -> {
            NDArray weight = w.get(0).reshape(out, in, 1, 1);
            return Aten.call("conv2d", x, weight, w.get(1), new long[] {1, 1}, new long[] {0, 0});
        });
    }

    /** Norm, SiLU, convolution, twice, plus a shortcut. */
    static VaeLayer residual(Parameters p, int in, int out) {
        List<Weight> held = new ArrayList<>();
        held.add(small(p, "norm1.gamma", in, 1, 1, 1));
        held.addAll(convolution(p, "conv1", out, in, 3, 3, 3));
        held.add(small(p, "norm2.gamma", out, 1, 1, 1));
        held.addAll(convolution(p, "conv2", out, out, 3, 3, 3));
        if (in != out) {
            held.addAll(convolution(p, "conv_shortcut", out, in, 1, 1, 1));
        }
        return (x, n) -> Weight.with(held, x, w -> Aten.call("vae_residual", x, w, n, CausalConv.stacked(w.get(1))));
    }

    /** Single-head attention inside each frame. */
    static VaeLayer attention(Parameters p, int dim) {
        List<Weight> held = new ArrayList<>();
        held.add(small(p, "norm.gamma", dim, 1, 1));
        held.addAll(convolution(p, "to_qkv", 3 * dim, dim, 1, 1));
        held.addAll(convolution(p, "proj", dim, dim, 1, 1));
        return (x, n) -> Weight.with(
                held, x, w -> Aten.call("vae_attention", x, w.get(0), w.get(1), w.get(2), w.get(3), w.get(4)));
    }

    /** Norm, SiLU, convolution: the last layer of encoder and decoder. */
    static VaeLayer head(Parameters p, int in, int out) {
        List<Weight> held = new ArrayList<>();
        held.add(small(p, "norm_out.gamma", in, 1, 1, 1));
        held.addAll(convolution(p, "conv_out", out, in, 3, 3, 3));
        return (x, n) -> Weight.with(
                held, x, w -> Aten.call("vae_head", x, w.get(0), w.get(1), w.get(2), n, CausalConv.stacked(w.get(1))));
    }

    /** Halves rows and columns, and time too where {@code temporal}: the first frame stays as it is. */
    static VaeLayer down(Parameters p, int dim, boolean temporal) {
        List<Weight> space = convolution(p, "resample.1", dim, dim, 3, 3);
        VaeLayer halved = (x, n) -> Weight.with(space, x, w -> Aten.call("vae_down", x, w.get(0), w.get(1)));
        if (!temporal) {
            return halved;
        }
        List<Weight> time = convolution(p, "time_conv", dim, dim, 3, 1, 1);
        return (x, n) -> {
            NDArray fewer = halved.apply(x, n);
            return Weight.with(time, fewer, w -> Aten.call("vae_down_time", fewer, w.get(0), w.get(1), n));
        };
    }

    /** Doubles rows and columns at half the channels, and time too where {@code temporal}: the first frame stays one. */
    static VaeLayer up(Parameters p, int dim, boolean temporal) {
        List<Weight> space = convolution(p, "resample.1", dim / 2, dim, 3, 3);
        VaeLayer doubled = (x, n) -> Weight.with(space, x, w -> Aten.call("vae_up", x, w.get(0), w.get(1)));
        if (!temporal) {
            return doubled;
        }
        List<Weight> time = convolution(p, "time_conv", 2 * dim, dim, 3, 1, 1);
        return (x, n) ->
                doubled.apply(Weight.with(time, x, w -> Aten.call("vae_up_time", x, w.get(0), w.get(1), n)), n);
    }

    private static List<Weight> convolution(Parameters p, String name, int out, int... inAndTaps) {
        long[] shape = LongStream.concat(
                        LongStream.of(out), IntStream.of(inAndTaps).asLongStream())
                .toArray();
        return List.of(p.weight(name + ".weight", shape), Weight.resident(p.operand(name + ".bias", out)));
    }

    private static Weight small(Parameters p, String name, long... shape) {
        return Weight.resident(p.get(name, shape));
    }
}
