package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;

import java.util.List;

/** Layers of R(2+1)D. */
final class ResidualCases extends Cases {
    ResidualCases(Cases before) {
        super(before);
    }

    void residual() {
        for (boolean active : new boolean[] {false, true}) {
            add(
                    "conv_group_norm",
                    active ? "over rows and columns, then ReLU" : "over time, without ReLU",
                    a -> convGroupNorm(
                            a.tensor(0), a.list(1), new int[][] {a.sizes(2), a.sizes(3)}, a.count(4), a.is(5)),
                    drawn.normal(2, 3, 3, 5, 4),
                    List.of(
                            active ? drawn.small(4, 3, 1, 3, 3) : drawn.small(4, 3, 3, 1, 1),
                            drawn.gain(4),
                            drawn.small(4)),
                    active ? new long[] {1, 2, 2} : new long[] {2, 1, 1},
                    active ? new long[] {0, 1, 1} : new long[] {1, 0, 0},
                    2,
                    active);
        }
        add(
                "add_relu",
                "both ways of a block",
                a -> each(
                        a.tensor(0).shape(),
                        i -> Math.max(0, a.tensor(0).at(i) + a.tensor(1).at(i))),
                drawn.normal(2, 3, 2, 2, 2),
                drawn.normal(2, 3, 2, 2, 2));
        add("clip_mean", "three frames", a -> mean(a.tensor(0)), drawn.normal(2, 3, 3, 2, 4));
    }

    private static Plain convGroupNorm(Plain x, List<Plain> w, int[][] stridePadding, int groups, boolean active) {
        Plain none = each(new int[] {w.get(0).size(0)}, i -> 0);
        Plain y = NaiveLayers.conv3d(x, w.get(0), none, stridePadding[0], stridePadding[1]);
        int width = y.size(1) / groups;
        int places = y.size(2) * y.size(3) * y.size(4);
        double[] means = new double[y.size(0) * groups];
        double[] variances = new double[means.length];
        for (int i = 0; i < y.values().length; i++) {
            means[i / (width * places)] += y.values()[i] / (width * places);
        }
        for (int i = 0; i < y.values().length; i++) {
            int group = i / (width * places);
            variances[group] += Math.pow(y.values()[i] - means[group], 2) / (width * places);
        }
        return each(y.shape(), i -> {
            int group = i[0] * groups + i[1] / width;
            double normed = (y.at(i) - means[group]) / Math.sqrt(variances[group] + 1e-5);
            double weighed = normed * w.get(1).at(i[1]) + w.get(2).at(i[1]);
            return active ? Math.max(0, weighed) : weighed;
        });
    }

    private static Plain mean(Plain x) {
        int places = x.size(2) * x.size(3) * x.size(4);
        return each(new int[] {x.size(0), x.size(1)}, i -> {
            double sum = 0;
            for (int place = 0; place < places; place++) {
                sum += x.values()[(i[0] * x.size(1) + i[1]) * places + place];
            }
            return sum / places;
        });
    }
}
