package io.flipside.metric.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.List;

/**
 * The inflated Inception of Carreira and Zisserman (2017) for Kinetics-400 that FVD is defined by, under the names of its
 * PyTorch port, with TensorFlow's padding (docs/models.md). It has no dropout here.
 */
public final class I3d {
    /** Rows and columns of its input. */
    public static final int SIDE = 224;
    /** Fewer frames leave nothing for its last pool. */
    public static final int LEAST_FRAMES = 10;
    /** Its classes. */
    public static final int CLASSES = 400;

    private static final double EPS = 1e-3;
    private static final int LAST = 1024;

    private final Layer layers;
    private final NDArray weight;
    private final NDArray bias;

    /**
     * Reads every tensor at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public I3d(Parameters p) {
        layers = Layer.chain(
                unit(p, "Conv3d_1a_7x7", new long[] {64, 3, 7, 7, 7}, 2),
                pool(new SamePadding(new long[] {1, 3, 3}, new long[] {1, 2, 2})),
                unit(p, "Conv3d_2b_1x1", new long[] {64, 64, 1, 1, 1}, 1),
                unit(p, "Conv3d_2c_3x3", new long[] {192, 64, 3, 3, 3}, 1),
                pool(new SamePadding(new long[] {1, 3, 3}, new long[] {1, 2, 2})),
                mixed(p, "Mixed_3b", 192, List.of(64, 96, 128, 16, 32, 32)),
                mixed(p, "Mixed_3c", 256, List.of(128, 128, 192, 32, 96, 64)),
                pool(SamePadding.cube(3, 2)),
                mixed(p, "Mixed_4b", 480, List.of(192, 96, 208, 16, 48, 64)),
                mixed(p, "Mixed_4c", 512, List.of(160, 112, 224, 24, 64, 64)),
                mixed(p, "Mixed_4d", 512, List.of(128, 128, 256, 24, 64, 64)),
                mixed(p, "Mixed_4e", 512, List.of(112, 144, 288, 32, 64, 64)),
                mixed(p, "Mixed_4f", 528, List.of(256, 160, 320, 32, 128, 128)),
                pool(SamePadding.cube(2, 2)),
                mixed(p, "Mixed_5b", 832, List.of(256, 160, 320, 32, 128, 128)),
                mixed(p, "Mixed_5c", 832, List.of(384, 192, 384, 48, 128, 128)));
        weight = p.get("logits.conv3d.weight", CLASSES, LAST, 1, 1, 1);
        bias = p.get("logits.conv3d.bias", CLASSES);
    }

    /** Four branches side by side: 1, 1 and 3, 1 and 3, pool and 1; widths in the order of their names. */
    private static Layer mixed(Parameters p, String name, int in, List<Integer> widths) {
        return Layer.beside(
                point(p, name + ".b0", in, widths.get(0)),
                Layer.chain(
                        point(p, name + ".b1a", in, widths.get(1)),
                        cube(p, name + ".b1b", widths.get(1), widths.get(2))),
                Layer.chain(
                        point(p, name + ".b2a", in, widths.get(3)),
                        cube(p, name + ".b2b", widths.get(3), widths.get(4))),
                Layer.chain(pool(SamePadding.cube(3, 1)), point(p, name + ".b3b", in, widths.get(5))));
    }

    private static Layer point(Parameters p, String name, int in, int out) {
        return unit(p, name, new long[] {out, in, 1, 1, 1}, 1);
    }

    private static Layer cube(Parameters p, String name, int in, int out) {
        return unit(p, name, new long[] {out, in, 3, 3, 3}, 1);
    }

    private static Layer unit(Parameters p, String name, long[] shape, int stride) {
        List<NDArray> weights = NormedConv.weights(p, name + ".conv3d", name + ".bn", shape);
        SamePadding padding = SamePadding.cube((int) shape[2], stride);
        return x -> padding.around(
                x, (padded, rest) -> Aten.call("conv_norm_relu", padded, weights, padding.stride(), rest, EPS));
    }

    private static Layer pool(SamePadding padding) {
        return x -> padding.zeros(x, padded -> Aten.call("max_pool3d", padded, padding.kernel(), padding.stride()));
    }

    /**
     * Scores clips, the mean over the places in time that are left.
     *
     * @param clips {@code [N, 3, T, 224, 224]} in [-1, 1], T at least 10
     * @return {@code [N, 400]}, before the softmax
     * @throws IllegalArgumentException if the clips are smaller or shorter
     */
    public NDArray logits(NDArray clips) {
        Shape shape = clips.getShape();
        if (shape.get(2) < LEAST_FRAMES || shape.get(3) < SIDE || shape.get(4) < SIDE) {
            throw new IllegalArgumentException(
                    "I3D needs at least " + LEAST_FRAMES + " frames of " + SIDE + " x " + SIDE + ", got " + shape);
        }
        try (NDArray last = layers.apply(clips)) {
            return Aten.call("i3d_head", last, weight, bias);
        }
    }
}
