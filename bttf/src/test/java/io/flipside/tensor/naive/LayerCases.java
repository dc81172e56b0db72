package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;

/** Small layers, attention and convolutions. */
final class LayerCases extends Cases {
    LayerCases(Cases before) {
        super(before);
    }

    void layers() {
        for (int[] rows : new int[][] {{3, 5}, {1, 5}, {2, 3, 7}}) {
            int width = rows[rows.length - 1];
            String edge = rows.length + " axes, width " + width;
            add(
                    "linear",
                    edge,
                    a -> NaiveLayers.linear(a.tensor(0), a.tensor(1), a.tensor(2)),
                    drawn.normal(rows),
                    drawn.small(3, width),
                    drawn.small(3));
            add(
                    "layer_norm",
                    edge,
                    a -> NaiveLayers.layerNorm(a.tensor(0), a.tensor(1), a.tensor(2), a.number(3)),
                    drawn.normal(rows),
                    drawn.gain(width),
                    drawn.small(width),
                    1e-6);
            add(
                    "rms_norm",
                    edge,
                    a -> NaiveLayers.rmsNorm(a.tensor(0), a.tensor(1), a.number(2)),
                    drawn.normal(rows),
                    drawn.gain(width),
                    1e-6);
        }
        add(
                "layer_norm",
                "a row of one value: only epsilon keeps it finite",
                a -> NaiveLayers.layerNorm(a.tensor(0), a.tensor(1), a.tensor(2), a.number(3)),
                drawn.normal(1, 5).map(v -> 3).given(),
                drawn.gain(5),
                drawn.small(5),
                1e-5);
        Plain wide = drawn.uniform(u -> 16 * u - 8, 31);
        add("gelu", "from -8 to 8", a -> a.tensor(0).map(NaiveLayers::gelu), wide);
        add("gelu_tanh", "from -8 to 8", a -> a.tensor(0).map(NaiveLayers::geluTanh), wide);
        add("silu", "from -8 to 8", a -> a.tensor(0).map(NaiveLayers::silu), wide);
        add("silu", "far out", a -> a.tensor(0).map(NaiveLayers::silu), drawn.uniform(u -> 200 * u - 100, 9));
        add("copy", "a copy", a -> a.tensor(0), drawn.normal(2, 3));
        add("as_float32", "what is float32 already", a -> a.tensor(0), drawn.normal(2, 3));
        add("channels_last", "the same values", a -> a.tensor(0), drawn.normal(2, 3, 5, 4));
        add(
                "index_select",
                "one twice, one never",
                a -> each(new int[] {2, 4, 3}, i -> a.tensor(0)
                        .at(i[0], (int) a.tensor(2).at(i[1]), i[2])),
                drawn.normal(2, 5, 3),
                1,
                whole(4, 0, 0, 2));
        add(
                "embedding",
                "rows of a table",
                a -> each(new int[] {2, 3, 5}, i -> a.tensor(1)
                        .at((int) a.tensor(0).at(i[0], i[1]), i[2])),
                drawn.whole(7, 2, 3),
                drawn.normal(7, 5));
    }

    private static Plain whole(int... values) {
        Plain plain = each(new int[] {values.length}, i -> values[i[0]]);
        return new Plain(plain.shape(), plain.values(), Plain.Kind.WHOLE);
    }

    void convolutions() {
        for (int stride : new int[] {1, 2}) {
            for (int padding : new int[] {0, 1}) {
                add(
                        "conv2d",
                        "stride " + stride + ", padding " + padding,
                        a -> NaiveLayers.conv2d(a.tensor(0), a.tensor(1), a.tensor(2), stride, padding),
                        drawn.normal(2, 3, 5, 6),
                        drawn.small(4, 3, 3, 3),
                        drawn.small(4),
                        new long[] {stride, stride},
                        new long[] {padding, padding});
            }
        }
        add(
                "conv3d",
                "patches",
                a -> NaiveLayers.conv3d(a.tensor(0), a.tensor(1), a.tensor(2), a.sizes(3), a.sizes(4)),
                drawn.normal(1, 2, 3, 4, 6),
                drawn.small(5, 2, 1, 2, 2),
                drawn.small(5),
                new long[] {1, 2, 2},
                new long[] {0, 0, 0});
        add(
                "conv3d",
                "padded",
                a -> NaiveLayers.conv3d(a.tensor(0), a.tensor(1), a.tensor(2), a.sizes(3), a.sizes(4)),
                drawn.normal(2, 1, 3, 3, 3),
                drawn.small(2, 1, 3, 3, 3),
                drawn.small(2),
                new long[] {1, 1, 1},
                new long[] {1, 0, 1});
        for (long[] size : new long[][] {{5, 7}, {8, 10}, {2, 3}, {1, 1}}) {
            add(
                    "resize_bicubic",
                    "5 x 7 to " + size[0] + " x " + size[1],
                    a -> NaiveLayers.bicubic(a.tensor(0), a.sizes(1)[0], a.sizes(1)[1]),
                    drawn.normal(1, 2, 5, 7),
                    size);
            for (boolean smooth : new boolean[] {false, true}) {
                add(
                        smooth ? "resize_bilinear_smooth" : "resize_bilinear",
                        "5 x 7 to " + size[0] + " x " + size[1],
                        a -> NaiveResize.bilinear(a.tensor(0), a.sizes(1), smooth),
                        drawn.normal(1, 2, 5, 7),
                        size);
            }
        }
        add(
                "crop",
                "off the middle",
                a -> NaiveResize.crop(a.tensor(0), a.sizes(1)),
                drawn.normal(2, 3, 5, 7),
                new long[] {1, 3, 2, 4});
    }
}
