package io.flipside.metric.network;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.List;

/** The blocks of Inception-V3 under torchvision's names, as the network of 2015 computes them. */
final class InceptionBlocks {
    /** The largest of 3 x 3, at every second place. */
    static final Layer SHRINK = Layer.maxPool(3, 2, 0);
    /** The largest of 3 x 3 at every place. */
    static final Layer LARGEST = Layer.maxPool(3, 1, 1);
    /** The mean of 3 x 3 at every place, of what lies inside. */
    static final Layer MEAN = x -> Aten.call("avg_pool2d", x, 3, 1);

    private static final double EPS = 1e-3;

    private final Parameters p;

    InceptionBlocks(Parameters p) {
        this.p = p;
    }

    /** A convolution that keeps rows and columns, its norm and ReLU. */
    Layer conv(String name, int in, int out, int rows, int columns) {
        return conv(name, new long[] {out, in, rows, columns}, 1, new long[] {rows / 2, columns / 2});
    }

    /** One of 1 x 1. */
    Layer point(String name, int in, int out) {
        return conv(name, in, out, 1, 1);
    }

    /** One of 3 x 3 without padding. */
    Layer inside(String name, int in, int out, int stride) {
        return conv(name, new long[] {out, in, 3, 3}, stride, new long[] {0, 0});
    }

    private Layer conv(String name, long[] shape, int stride, long[] padding) {
        List<NDArray> weights = NormedConv.weights(p, name + ".conv", name + ".bn", shape);
        return x -> Aten.call("conv_norm_relu", x, weights, new long[] {stride, stride}, padding, EPS);
    }

    Layer mixed5(String name, int in, int pooled) {
        String n = name + ".";
        return Layer.beside(
                point(n + "branch1x1", in, 64),
                Layer.chain(point(n + "branch5x5_1", in, 48), conv(n + "branch5x5_2", 48, 64, 5, 5)),
                Layer.chain(
                        point(n + "branch3x3dbl_1", in, 64),
                        conv(n + "branch3x3dbl_2", 64, 96, 3, 3),
                        conv(n + "branch3x3dbl_3", 96, 96, 3, 3)),
                Layer.chain(MEAN, point(n + "branch_pool", in, pooled)));
    }

    Layer mixed6a() {
        String n = "Mixed_6a.";
        return Layer.beside(
                inside(n + "branch3x3", 288, 384, 2),
                Layer.chain(
                        point(n + "branch3x3dbl_1", 288, 64),
                        conv(n + "branch3x3dbl_2", 64, 96, 3, 3),
                        inside(n + "branch3x3dbl_3", 96, 96, 2)),
                SHRINK);
    }

    Layer mixed6(String name, int width) {
        String n = name + ".";
        return Layer.beside(
                point(n + "branch1x1", 768, 192),
                Layer.chain(
                        point(n + "branch7x7_1", 768, width),
                        conv(n + "branch7x7_2", width, width, 1, 7),
                        conv(n + "branch7x7_3", width, 192, 7, 1)),
                Layer.chain(
                        point(n + "branch7x7dbl_1", 768, width),
                        conv(n + "branch7x7dbl_2", width, width, 7, 1),
                        conv(n + "branch7x7dbl_3", width, width, 1, 7),
                        conv(n + "branch7x7dbl_4", width, width, 7, 1),
                        conv(n + "branch7x7dbl_5", width, 192, 1, 7)),
                Layer.chain(MEAN, point(n + "branch_pool", 768, 192)));
    }

    Layer mixed7a() {
        String n = "Mixed_7a.";
        return Layer.beside(
                Layer.chain(point(n + "branch3x3_1", 768, 192), inside(n + "branch3x3_2", 192, 320, 2)),
                Layer.chain(
                        point(n + "branch7x7x3_1", 768, 192),
                        conv(n + "branch7x7x3_2", 192, 192, 1, 7),
                        conv(n + "branch7x7x3_3", 192, 192, 7, 1),
                        inside(n + "branch7x7x3_4", 192, 192, 2)),
                SHRINK);
    }

    Layer mixed7(String name, int in, Layer pool) {
        String n = name + ".";
        return Layer.beside(
                point(n + "branch1x1", in, 320),
                Layer.chain(point(n + "branch3x3_1", in, 384), crossed(n + "branch3x3_2")),
                Layer.chain(
                        point(n + "branch3x3dbl_1", in, 448),
                        conv(n + "branch3x3dbl_2", 448, 384, 3, 3),
                        crossed(n + "branch3x3dbl_3")),
                Layer.chain(pool, point(n + "branch_pool", in, 192)));
    }

    private Layer crossed(String name) {
        return Layer.beside(conv(name + "a", 384, 384, 1, 3), conv(name + "b", 384, 384, 3, 1));
    }
}
