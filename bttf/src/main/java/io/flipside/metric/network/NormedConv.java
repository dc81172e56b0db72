package io.flipside.metric.network;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Parameters;
import java.util.List;

/** A convolution without a bias and the norm by kept statistics behind it: what {@code conv_norm_relu} takes. */
final class NormedConv {
    private NormedConv() {}

    /**
     * Kernel, gain, bias, mean and variance.
     *
     * @param shape of the kernel: channels out, channels in, then its size
     */
    static List<NDArray> weights(Parameters p, String conv, String norm, long... shape) {
        long out = shape[0];
        return List.of(
                p.get(conv + ".weight", shape),
                p.get(norm + ".weight", out),
                p.get(norm + ".bias", out),
                p.get(norm + ".running_mean", out),
                p.get(norm + ".running_var", out));
    }
}
