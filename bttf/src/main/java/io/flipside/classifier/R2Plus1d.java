package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A residual network whose convolutions are split into one over rows and columns and one over time (Tran et al. 2018;
 * docs/models.md), under torchvision's names. Its norms take groups of channels of the one clip, where the published one
 * takes the batch: so a clip is scored alone as in any company, in training as afterwards.
 */
public final class R2Plus1d implements ClipNetwork {
    private static final int STEM = 7;

    private final int classes;
    private final int groups;
    private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();
    private final NDArray weight;
    private final NDArray bias;

    /**
     * Reads every tensor at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public R2Plus1d(Parameters p, R2Plus1dConfig config) {
        classes = config.classes();
        groups = config.groups();
        int width = config.width();
        int stride = config.stemStride();
        layers.add(unit(p, "stem.0", "stem.1", new long[] {width, 3, 1, STEM, STEM}, space(stride, STEM), true));
        layers.add(unit(p, "stem.3", "stem.4", new long[] {width, width, 3, 1, 1}, time(1), true));
        int in = width;
        for (int stage = 0; stage < config.depths().size(); stage++) {
            int out = width << stage;
            for (int block = 0; block < config.depths().get(stage); block++) {
                Parameters q = p.under("layer" + (stage + 1) + "." + block);
                layers.add(block(q, config, in, out, stage > 0 && block == 0 ? 2 : 1));
                in = out;
            }
        }
        weight = p.get("fc.weight", classes, in);
        bias = p.get("fc.bias", classes);
    }

    /** Strides and padding of a convolution. */
    private record Steps(long[] stride, long[] padding) {}

    private static Steps space(int stride, int kernel) {
        return new Steps(new long[] {1, stride, stride}, new long[] {0, kernel / 2, kernel / 2});
    }

    private static Steps time(int stride) {
        return new Steps(new long[] {stride, 1, 1}, new long[] {1, 0, 0});
    }

    private UnaryOperator<NDArray> block(Parameters p, R2Plus1dConfig config, int in, int out, int stride) {
        UnaryOperator<NDArray> first = split(p.under("conv1"), config, new int[] {in, out, stride}, true);
        UnaryOperator<NDArray> second = split(p.under("conv2"), config, new int[] {out, out, 1}, false);
        UnaryOperator<NDArray> around = in == out && stride == 1
                ? UnaryOperator.identity()
                : unit(
                        p,
                        "downsample.0",
                        "downsample.1",
                        new long[] {out, in, 1, 1, 1},
                        new Steps(new long[] {stride, stride, stride}, new long[] {0, 0, 0}),
                        false);
        return x -> Aten.call("add_relu", second.apply(first.apply(x)), around.apply(x));
    }

    // channels in, channels out and stride; over rows and columns first
    private UnaryOperator<NDArray> split(Parameters p, R2Plus1dConfig config, int[] how, boolean active) {
        int between = config.between(how[0], how[1]);
        UnaryOperator<NDArray> spatial =
                unit(p, "0.0", "0.1", new long[] {between, how[0], 1, 3, 3}, space(how[2], 3), true);
        UnaryOperator<NDArray> temporal =
                unit(p, "0.3", "1", new long[] {how[1], between, 3, 1, 1}, time(how[2]), active);
        return x -> temporal.apply(spatial.apply(x));
    }

    private UnaryOperator<NDArray> unit(
            Parameters p, String conv, String norm, long[] kernel, Steps steps, boolean active) {
        List<NDArray> weights = List.of(
                p.get(conv + ".weight", kernel), p.get(norm + ".weight", kernel[0]), p.get(norm + ".bias", kernel[0]));
        return x -> Aten.call("conv_group_norm", x, weights, steps.stride(), steps.padding(), groups, active);
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public NDArray logits(NDArray clip) {
        return Aten.call("linear", features(clip), weight, bias);
    }

    /** {@inheritDoc} The mean over all places of the last stage. */
    @Override
    public NDArray features(NDArray clip) {
        NDArray x = clip;
        for (UnaryOperator<NDArray> layer : layers) {
            x = layer.apply(x);
        }
        return Aten.call("clip_mean", x);
    }
}
