package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer of the VAE on time-major frames {@code [T*N, C, H, W]}, T slowest. {@code batch} is N: with it a layer finds
 * the previous frame of the same clip.
 */
@FunctionalInterface
interface VaeLayer {
    NDArray apply(NDArray frames, int batch);

    /** Causal 3x3x3 (or 1x1x1 by shape) convolution. */
    static VaeLayer conv(Parameters p, String name, int out, int in) {
        NDArray weight = p.operand(name + ".weight", out, in, 3, 3, 3);
        NDArray bias = p.operand(name + ".bias", out);
        return (x, n) -> Aten.call("causal_conv", x, weight, bias, n, CausalConv.stacked(weight));
    }

    /** 1x1x1 convolution. */
    static VaeLayer pointwise(Parameters p, String name, int out, int in) {
        NDArray weight = p.operand(name + ".weight", out, in, 1, 1, 1);
        NDArray bias = p.operand(name + ".bias", out);
        return (x, n) ->
                Aten.call("conv2d", x, weight.reshape(out, in, 1, 1), bias, new long[] {1, 1}, new long[] {0, 0});
    }

    /** Norm, SiLU, convolution, twice, plus a shortcut. */
    static VaeLayer residual(Parameters p, int in, int out) {
        List<NDArray> w = new ArrayList<>(List.of(
                p.get("norm1.gamma", in, 1, 1, 1),
                p.operand("conv1.weight", out, in, 3, 3, 3),
                p.operand("conv1.bias", out),
                p.get("norm2.gamma", out, 1, 1, 1),
                p.operand("conv2.weight", out, out, 3, 3, 3),
                p.operand("conv2.bias", out)));
        if (in != out) {
            w.add(p.operand("conv_shortcut.weight", out, in, 1, 1, 1));
            w.add(p.operand("conv_shortcut.bias", out));
        }
        return (x, n) -> Aten.call("vae_residual", x, w, n, CausalConv.stacked(w.get(1)));
    }

    /** Single-head attention inside each frame. */
    static VaeLayer attention(Parameters p, int dim) {
        NDArray gamma = p.get("norm.gamma", dim, 1, 1);
        NDArray qkv = p.operand("to_qkv.weight", 3 * dim, dim, 1, 1);
        NDArray qkvBias = p.operand("to_qkv.bias", 3 * dim);
        NDArray proj = p.operand("proj.weight", dim, dim, 1, 1);
        NDArray projBias = p.operand("proj.bias", dim);
        return (x, n) -> Aten.call("vae_attention", x, gamma, qkv, qkvBias, proj, projBias);
    }

    /** Norm, SiLU, convolution: the last layer of encoder and decoder. */
    static VaeLayer head(Parameters p, int in, int out) {
        NDArray gamma = p.get("norm_out.gamma", in, 1, 1, 1);
        NDArray weight = p.operand("conv_out.weight", out, in, 3, 3, 3);
        NDArray bias = p.operand("conv_out.bias", out);
        return (x, n) -> Aten.call("vae_head", x, gamma, weight, bias, n, CausalConv.stacked(weight));
    }

    /** Halves rows and columns, and time too where {@code temporal}: the first frame stays as it is. */
    static VaeLayer down(Parameters p, int dim, boolean temporal) {
        NDArray weight = p.operand("resample.1.weight", dim, dim, 3, 3);
        NDArray bias = p.operand("resample.1.bias", dim);
        if (!temporal) {
            return (x, n) -> Aten.call("vae_down", x, weight, bias);
        }
        NDArray time = p.operand("time_conv.weight", dim, dim, 3, 1, 1);
        NDArray timeBias = p.operand("time_conv.bias", dim);
        return (x, n) -> Aten.call("vae_down_time", Aten.call("vae_down", x, weight, bias), time, timeBias, n);
    }

    /** Doubles rows and columns at half the channels, and time too where {@code temporal}: the first frame stays one. */
    static VaeLayer up(Parameters p, int dim, boolean temporal) {
        NDArray weight = p.operand("resample.1.weight", dim / 2, dim, 3, 3);
        NDArray bias = p.operand("resample.1.bias", dim / 2);
        if (!temporal) {
            return (x, n) -> Aten.call("vae_up", x, weight, bias);
        }
        NDArray time = p.operand("time_conv.weight", 2 * dim, dim, 3, 1, 1);
        NDArray timeBias = p.operand("time_conv.bias", 2 * dim);
        return (x, n) -> Aten.call("vae_up", Aten.call("vae_up_time", x, time, timeBias, n), weight, bias);
    }
}
