package io.flipside.metric.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Learned perceptual distance of pictures (LPIPS 0.1, Zhang et al. 2018) on AlexNet: features after each of its five ReLUs,
 * every place scaled to length one, squared differences weighed by channel, mean over places, sum over the layers. Names:
 * torchvision's {@code features.N} and {@code linK.weight}.
 */
public final class Lpips {
    /** Rows and columns that a picture needs, so that the last pool has something left. */
    public static final int LEAST_SIDE = 31;

    private static final float[] SHIFT = {-.030f, -.088f, -.188f};
    private static final float[] SCALE = {.458f, .448f, .450f};
    private static final Layer POOL = Layer.maxPool(3, 2, 0);

    private final NDArray shift;
    private final NDArray scale;
    private final List<Layer> layers;
    private final List<NDArray> heads = new ArrayList<>();

    /**
     * Reads every tensor at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public Lpips(Parameters p) {
        Shape channels = new Shape(1, 3, 1, 1);
        shift = p.manager().create(SHIFT, channels);
        scale = p.manager().create(SCALE, channels);
        layers = List.of(
                conv(p, "features.0", new long[] {64, 3, 11, 11}, 4, 2),
                Layer.chain(POOL, conv(p, "features.3", new long[] {192, 64, 5, 5}, 1, 2)),
                Layer.chain(POOL, conv(p, "features.6", new long[] {384, 192, 3, 3}, 1, 1)),
                conv(p, "features.8", new long[] {256, 384, 3, 3}, 1, 1),
                conv(p, "features.10", new long[] {256, 256, 3, 3}, 1, 1));
        List<Integer> widths = List.of(64, 192, 384, 256, 256);
        for (int i = 0; i < widths.size(); i++) {
            heads.add(p.get("lin" + i + ".weight", 1, widths.get(i), 1, 1));
        }
    }

    private static Layer conv(Parameters p, String name, long[] shape, int stride, int padding) {
        NDArray weight = p.get(name + ".weight", shape);
        NDArray bias = p.get(name + ".bias", shape[0]);
        return x -> {
            try (NDArray y =
                    Aten.call("conv2d", x, weight, bias, new long[] {stride, stride}, new long[] {padding, padding})) {
                return Activation.relu(y);
            }
        };
    }

    /**
     * Distances of pictures, pair by pair, in their own size.
     *
     * @param a {@code [N, 3, H, W]} in [-1, 1], sides at least 31
     * @param b of the same shape
     * @return {@code [N]}, at least 0, 0 for equal pictures
     * @throws IllegalArgumentException if the shapes differ or a side is too small
     */
    public NDArray distances(NDArray a, NDArray b) {
        Shape shape = a.getShape();
        if (!shape.equals(b.getShape()) || shape.get(2) < LEAST_SIDE || shape.get(3) < LEAST_SIDE) {
            throw new IllegalArgumentException("LPIPS compares pictures of one shape with sides of at least "
                    + LEAST_SIDE + ", got " + shape + " and " + b.getShape());
        }
        NDArray x = scaled(a);
        NDArray y = scaled(b);
        NDArray sum = a.getManager().zeros(new Shape(shape.get(0)));
        for (int i = 0; i < layers.size(); i++) {
            x = next(layers.get(i), x);
            y = next(layers.get(i), y);
            try (NDArray before = sum;
                    NDArray part = Aten.call("lpips_layer", x, y, heads.get(i))) {
                sum = before.add(part);
            }
        }
        x.close();
        y.close();
        return sum;
    }

    private NDArray scaled(NDArray pictures) {
        try (NDArray moved = pictures.sub(shift)) {
            return moved.div(scale);
        }
    }

    private static NDArray next(Layer layer, NDArray x) {
        try (x) {
            return layer.apply(x);
        }
    }
}
