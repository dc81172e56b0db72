package io.flipside.tensor.naive;

import java.util.List;

/** Layers of the metrics' networks. */
final class MetricCases extends Cases {
    MetricCases(Cases before) {
        super(before);
    }

    void metrics() {
        convolutions();
        pools();
        add(
                "lpips_layer",
                "two pairs",
                a -> NaiveMetric.lpipsLayer(a.tensor(0), a.tensor(1), a.tensor(2)),
                drawn.normal(2, 5, 2, 3),
                drawn.normal(2, 5, 2, 3),
                drawn.uniform(u -> u, 1, 5, 1, 1));
        add(
                "swin_features",
                "the mean of normed tokens",
                a -> NaiveMetric.swinFeatures(a.tensor(0), a.tensor(1), a.tensor(2)),
                drawn.normal(2, 1, 2, 3, 5),
                drawn.gain(5),
                drawn.small(5));
        for (int[] rows : new int[][] {{7, 9}, {3, 4}, {8, 3}}) {
            add(
                    "frechet",
                    rows[0] + " and " + rows[1] + " rows of 5",
                    a -> NaiveMetric.frechet(a.tensor(0), a.tensor(1)),
                    drawn.normal(rows[0], 5),
                    drawn.normal(rows[1], 5).map(v -> (float) (2 * v + 1)));
        }
    }

    private void convolutions() {
        add(
                "pad",
                "more at the far side",
                a -> NaiveMetric.pad(a.tensor(0), a.sizes(1)),
                drawn.normal(1, 2, 2, 3, 2),
                new long[] {0, 1, 2, 3, 1, 1});
        for (long[][] how : new long[][][] {{{1, 1}, {0, 1}}, {{2, 2}, {0, 0}}}) {
            add(
                    "conv_norm_relu",
                    "pictures, stride " + how[0][0],
                    a -> NaiveMetric.flat(NaiveMetric.convNormRelu(
                            NaiveMetric.deep(a.tensor(0)),
                            deepKernel(a.list(1)),
                            new int[][] {
                                {1, a.sizes(2)[0], a.sizes(2)[1]},
                                {0, a.sizes(3)[0], a.sizes(3)[1]}
                            },
                            a.number(4))),
                    drawn.normal(2, 3, 3, 4),
                    weights(4, 3, 1, 3),
                    how[0],
                    how[1],
                    1e-3);
        }
        add(
                "conv_norm_relu",
                "clips",
                a -> NaiveMetric.convNormRelu(
                        a.tensor(0), a.list(1), new int[][] {a.sizes(2), a.sizes(3)}, a.number(4)),
                drawn.normal(1, 2, 3, 4, 3),
                weights(3, 2, 3, 2, 1),
                new long[] {1, 2, 1},
                new long[] {1, 0, 0},
                1e-3);
        add(
                "i3d_head",
                "three frames, one column more",
                a -> NaiveMetric.i3dHead(a.tensor(0), a.tensor(1), a.tensor(2)),
                drawn.normal(2, 3, 3, 7, 8),
                drawn.small(4, 3, 1, 1, 1),
                drawn.small(4));
    }

    private static List<Plain> deepKernel(List<Plain> w) {
        return List.of(NaiveMetric.deep(w.get(0)), w.get(1), w.get(2), w.get(3), w.get(4));
    }

    // statistics are kept from training: nothing flows back to them
    private List<Plain> weights(int... kernel) {
        return List.of(
                drawn.small(kernel),
                drawn.gain(kernel[0]),
                drawn.small(kernel[0]),
                drawn.small(kernel[0]).given(),
                drawn.uniform(u -> 0.5 + u, kernel[0]).given());
    }

    private void pools() {
        for (int[] how : new int[][] {{3, 2, 0}, {3, 1, 1}}) {
            add(
                    "max_pool2d",
                    "stride " + how[1] + ", padding " + how[2],
                    a -> NaiveMetric.flat(NaiveMetric.maxPool(
                            NaiveMetric.deep(a.tensor(0)),
                            new int[] {1, a.count(1), a.count(1)},
                            new int[] {1, a.count(2), a.count(2)},
                            a.count(3))),
                    drawn.normal(1, 2, 5, 6),
                    how[0],
                    how[1],
                    how[2]);
        }
        add(
                "avg_pool2d",
                "the border counts what is inside",
                a -> NaiveMetric.flat(NaiveMetric.meanPool(
                        NaiveMetric.deep(a.tensor(0)), new int[] {1, a.count(1), a.count(1)}, a.count(2))),
                drawn.normal(2, 1, 4, 3),
                3,
                1);
        for (long[][] how : new long[][][] {{{1, 3, 3}, {1, 2, 2}}, {{2, 2, 2}, {2, 2, 2}}}) {
            add(
                    "max_pool3d",
                    how[0][0] + " frames",
                    a -> NaiveMetric.maxPool(a.tensor(0), a.sizes(1), a.sizes(2), 0),
                    drawn.normal(1, 2, 4, 5, 4),
                    how[0],
                    how[1]);
        }
    }
}
