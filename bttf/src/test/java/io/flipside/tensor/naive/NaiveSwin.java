package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.NaiveLayers.attention;
import static io.flipside.tensor.naive.NaiveLayers.heads;
import static io.flipside.tensor.naive.NaiveLayers.join;
import static io.flipside.tensor.naive.NaiveLayers.layerNorm;
import static io.flipside.tensor.naive.NaiveLayers.linear;
import static io.flipside.tensor.naive.Plain.each;

import java.util.List;

/** The parts of Video Swin, by their definitions. */
final class NaiveSwin {
    private static final double EPS = 1e-5;

    private NaiveSwin() {}

    /** Attention inside each window, with a bias for each pair of tokens and, where {@code masked}, the mask's. */
    static Plain attentionOfWindows(Plain y, List<Plain> w, Plain index, Plain mask, int count, boolean masked) {
        int tokens = y.size(1);
        int channels = y.size(2);
        Plain qkv = linear(y, w.get(2), w.get(3));
        Plain[] parts = new Plain[3];
        for (int part = 0; part < 3; part++) {
            int from = part * channels;
            parts[part] = heads(each(y.shape(), i -> qkv.at(i[0], i[1], from + i[2])), count);
        }
        Plain mixed = attention(
                parts[0],
                parts[1],
                parts[2],
                1 / Math.sqrt((double) channels / count),
                (window, head, query, key) -> w.get(6).at((int) index.at(query * tokens + key), head)
                        + (masked ? mask.at(window % mask.size(0), query, key) : 0));
        return linear(join(mixed), w.get(4), w.get(5));
    }

    /** A block: tokens are padded, rolled back by {@code shift}, cut into windows, and put where they were. */
    static Plain block(Plain x, List<Plain> w, Plain index, Plain mask, Cut cut, int count, boolean masked) {
        Plain normed = layerNorm(x, w.get(0), w.get(1), EPS);
        int[] counts = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            counts[axis] = cut.padded[axis] / cut.window[axis];
        }
        int windows = counts[0] * counts[1] * counts[2];
        int tokens = cut.window[0] * cut.window[1] * cut.window[2];
        Plain rows = each(new int[] {x.size(0) * windows, tokens, x.size(4)}, i -> {
            int[] window = places(i[0] % windows, counts);
            int[] token = places(i[1], cut.window);
            int[] from = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                from[axis] = (window[axis] * cut.window[axis] + token[axis] + cut.shift[axis]) % cut.padded[axis];
            }
            return normed.padded(i[0] / windows, from[0], from[1], from[2], i[2]);
        });
        Plain mixed = attentionOfWindows(rows, w, index, mask, count, masked);
        Plain z = each(x.shape(), i -> {
            int window = 0;
            int token = 0;
            for (int axis = 0; axis < 3; axis++) {
                int at = (i[1 + axis] - cut.shift[axis] + cut.padded[axis]) % cut.padded[axis];
                window = window * counts[axis] + at / cut.window[axis];
                token = token * cut.window[axis] + at % cut.window[axis];
            }
            return x.at(i) + mixed.at(i[0] * windows + window, token, i[4]);
        });
        Plain hidden = linear(layerNorm(z, w.get(7), w.get(8), EPS), w.get(9), w.get(10));
        return z.plus(linear(hidden.map(NaiveLayers::gelu), w.get(11), w.get(12)));
    }

    /** How a block cuts: tokens of a window, of the roll, and after padding, along each axis. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cut(int[] window, int[] shift, int[] padded) {}

    private static int[] places(int flat, int[] sizes) {
        return new int[] {flat / (sizes[1] * sizes[2]), flat / sizes[2] % sizes[1], flat % sizes[2]};
    }

    /** Four neighbours side by side, down before right, normed and reduced. */
    static Plain merge(Plain x, Plain norm, Plain normBias, Plain reduction) {
        int channels = x.size(4);
        int[] shape = {x.size(0), x.size(1), (x.size(2) + 1) / 2, (x.size(3) + 1) / 2, 4 * channels};
        Plain y = each(shape, i -> {
            int part = i[4] / channels;
            return x.padded(i[0], i[1], 2 * i[2] + part % 2, 2 * i[3] + part / 2, i[4] % channels);
        });
        return linear(layerNorm(y, norm, normBias, EPS), reduction);
    }

    /** A token of each patch, the last ones filled up with zeros. */
    static Plain embed(Plain x, Plain weight, Plain bias, Plain norm, Plain normBias, int[] patch) {
        int[] shape = {x.size(0), 0, 0, 0, weight.size(0)};
        for (int axis = 0; axis < 3; axis++) {
            shape[1 + axis] = (x.size(2 + axis) + patch[axis] - 1) / patch[axis];
        }
        Plain y = each(shape, i -> {
            double sum = bias.at(i[4]);
            for (int c = 0; c < x.size(1); c++) {
                for (int place = 0; place < patch[0] * patch[1] * patch[2]; place++) {
                    int[] p = places(place, patch);
                    sum += weight.at(i[4], c, p[0], p[1], p[2])
                            * x.padded(i[0], c, i[1] * patch[0] + p[0], i[2] * patch[1] + p[1], i[3] * patch[2] + p[2]);
                }
            }
            return sum;
        });
        return layerNorm(y, norm, normBias, EPS);
    }

    static Plain head(Plain x, Plain norm, Plain normBias, Plain weight, Plain bias) {
        Plain y = layerNorm(x, norm, normBias, EPS);
        int tokens = x.size(1) * x.size(2) * x.size(3);
        Plain mean = each(new int[] {x.size(0), x.size(4)}, i -> {
            double sum = 0;
            for (int token = 0; token < tokens; token++) {
                int[] at = places(token, new int[] {x.size(1), x.size(2), x.size(3)});
                sum += y.at(i[0], at[0], at[1], at[2], i[1]);
            }
            return sum / tokens;
        });
        return linear(mean, weight, bias);
    }
}
