package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.NaiveLayers.attention;
import static io.flipside.tensor.naive.NaiveLayers.heads;
import static io.flipside.tensor.naive.NaiveLayers.join;
import static io.flipside.tensor.naive.NaiveLayers.layerNorm;
import static io.flipside.tensor.naive.NaiveLayers.linear;
import static io.flipside.tensor.naive.NaiveLayers.rmsNorm;
import static io.flipside.tensor.naive.Plain.each;

import java.util.List;

/** The transformer's parts, and the encoders' of text and image, from {@link NaiveLayers}. */
final class NaiveWan {
    private NaiveWan() {}

    /** Pairs of neighbours turned by the angle of their token. */
    static Plain rotate(Plain x, Plain cos, Plain sin) {
        return each(x.shape(), i -> {
            int pair = i[3] / 2;
            double a = x.at(i[0], i[1], i[2], 2 * pair);
            double b = x.at(i[0], i[1], i[2], 2 * pair + 1);
            double c = cos.at(0, 0, i[2], pair);
            double s = sin.at(0, 0, i[2], pair);
            return i[3] % 2 == 0 ? a * c - b * s : a * s + b * c;
        });
    }

    static Plain modulated(Plain x, Plain shift, Plain scale, double eps) {
        return layerNorm(x, eps).times(scale.map(s -> s + 1)).plus(shift);
    }

    static Plain selfAttention(Plain x, Plain e, List<Plain> w, Plain cos, Plain sin, int count, double eps) {
        Plain y = modulated(x, e.slice(1, 0), e.slice(1, 1), eps);
        Plain q = rmsNorm(linear(y, w.get(0), w.get(1)), w.get(6), eps);
        Plain k = rmsNorm(linear(y, w.get(2), w.get(3)), w.get(7), eps);
        Plain v = linear(y, w.get(4), w.get(5));
        Plain mixed =
                join(attention(rotate(heads(q, count), cos, sin), rotate(heads(k, count), cos, sin), heads(v, count)));
        return x.plus(linear(mixed, w.get(8), w.get(9)).times(e.slice(1, 2)));
    }

    static Plain crossAttention(Plain x, List<Plain> w, List<Plain> kv, int count, double eps) {
        Plain y = layerNorm(x, w.get(0), w.get(1), eps);
        Plain q = heads(rmsNorm(linear(y, w.get(2), w.get(3)), w.get(4), eps), count);
        Plain mixed = join(attention(q, kv.get(0), kv.get(1)));
        if (kv.size() > 2) {
            mixed = mixed.plus(join(attention(q, kv.get(2), kv.get(3))));
        }
        return x.plus(linear(mixed, w.get(5), w.get(6)));
    }

    static Plain feedForward(Plain x, Plain e, List<Plain> w, double eps) {
        Plain y = modulated(x, e.slice(1, 3), e.slice(1, 4), eps);
        Plain h = linear(y, w.get(0), w.get(1)).map(NaiveLayers::geluTanh);
        return x.plus(linear(h, w.get(2), w.get(3)).times(e.slice(1, 5)));
    }

    static Plain clipBlock(Plain x, List<Plain> w, int count, double eps) {
        Plain y = layerNorm(x, w.get(0), w.get(1), eps);
        Plain mixed = join(attention(
                heads(linear(y, w.get(2), w.get(3)), count),
                heads(linear(y, w.get(4), w.get(5)), count),
                heads(linear(y, w.get(6), w.get(7)), count)));
        Plain z = x.plus(linear(mixed, w.get(8), w.get(9)));
        Plain h = linear(layerNorm(z, w.get(10), w.get(11), eps), w.get(12), w.get(13));
        return z.plus(linear(h.map(NaiveLayers::gelu), w.get(14), w.get(15)));
    }

    /** A token of the class, then a token of each patch, each with the embedding of its position. */
    static Plain clipEmbed(Plain x, Plain patch, Plain token, Plain position, int size) {
        int columns = x.size(3) / size;
        int patches = x.size(2) / size * columns;
        return each(new int[] {x.size(0), patches + 1, patch.size(0)}, i -> {
            double sum = position.at(i[1], i[2]);
            if (i[1] == 0) {
                return sum + token.at(i[2]);
            }
            int row = (i[1] - 1) / columns * size;
            int column = (i[1] - 1) % columns * size;
            for (int c = 0; c < x.size(1); c++) {
                for (int h = 0; h < size; h++) {
                    for (int w = 0; w < size; w++) {
                        sum += patch.at(i[2], c, h, w) * x.at(i[0], c, row + h, column + w);
                    }
                }
            }
            return sum;
        });
    }

    /** T5's block: no scale, a bias by bucket and head, a gated feed-forward. */
    static Plain umt5Block(Plain x, List<Plain> w, Plain buckets, Plain mask, int count, double eps) {
        int tokens = x.size(1);
        Plain y = rmsNorm(x, w.get(0), eps);
        Plain mixed = join(attention(
                heads(linear(y, w.get(1)), count),
                heads(linear(y, w.get(2)), count),
                heads(linear(y, w.get(3)), count),
                1,
                (n, head, query, key) ->
                        w.get(4).at((int) buckets.at(query * tokens + key), head) + mask.at(n, 0, 0, key)));
        Plain z = x.plus(linear(mixed, w.get(5)));
        Plain h = rmsNorm(z, w.get(6), eps);
        Plain gated = linear(h, w.get(7)).map(NaiveLayers::geluTanh).times(linear(h, w.get(8)));
        return z.plus(linear(gated, w.get(9)));
    }
}
