package io.flipside.metric.network;

import ai.djl.ndarray.NDArray;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Scalars;

/**
 * The Inception-V3 that FID is defined by (TensorFlow's network of 2015 with 1008 classes; docs/models.md), up to its last
 * pool. Unlike torchvision's, mean pools count only what lies inside, and the last block takes the largest instead.
 */
public final class InceptionV3 {
    /** Features of a picture. */
    public static final int FEATURES = 2048;

    private static final long SIDE = 299;
    private static final int CLASSES = 1008;

    private final Layer layers;

    /**
     * Reads every tensor at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public InceptionV3(Parameters p) {
        InceptionBlocks blocks = new InceptionBlocks(p);
        layers = Layer.chain(
                blocks.inside("Conv2d_1a_3x3", 3, 32, 2),
                blocks.inside("Conv2d_2a_3x3", 32, 32, 1),
                blocks.conv("Conv2d_2b_3x3", 32, 64, 3, 3),
                InceptionBlocks.SHRINK,
                blocks.point("Conv2d_3b_1x1", 64, 80),
                blocks.inside("Conv2d_4a_3x3", 80, 192, 1),
                InceptionBlocks.SHRINK,
                blocks.mixed5("Mixed_5b", 192, 32),
                blocks.mixed5("Mixed_5c", 256, 64),
                blocks.mixed5("Mixed_5d", 288, 64),
                blocks.mixed6a(),
                blocks.mixed6("Mixed_6b", 128),
                blocks.mixed6("Mixed_6c", 160),
                blocks.mixed6("Mixed_6d", 160),
                blocks.mixed6("Mixed_6e", 192),
                blocks.mixed7a(),
                blocks.mixed7("Mixed_7b", 1280, InceptionBlocks.MEAN),
                blocks.mixed7("Mixed_7c", FEATURES, InceptionBlocks.LARGEST));
        // not computed with, but torchvision's weights differ in their number of classes and would give other numbers
        p.get("fc.weight", CLASSES, FEATURES);
        p.get("fc.bias", CLASSES);
    }

    /**
     * What the last pool gives.
     *
     * @param pictures {@code [N, 3, H, W]} in [0, 1], of any size; resized to 299 x 299, bilinear, not smoothed
     * @return {@code [N, 2048]}
     */
    public NDArray features(NDArray pictures) {
        try (NDArray resized = Aten.call("resize_bilinear", pictures, new long[] {SIDE, SIDE});
                NDArray two = Scalars.of(pictures, 2f);
                NDArray twice = resized.mul(two);
                NDArray input = twice.sub(1);
                NDArray last = layers.apply(input);
                NDArray places = last.flatten(2, 3)) {
            return places.mean(new int[] {2});
        }
    }
}
