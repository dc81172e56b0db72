package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.NaiveLayers.attention;
import static io.flipside.tensor.naive.NaiveLayers.conv2d;
import static io.flipside.tensor.naive.Plain.each;
import static io.flipside.tensor.naive.Plain.with;

import java.util.List;

/** The VAE's layers on frames {@code [T * N, C, H, W]}, time slowest, by their definitions. */
final class NaiveVae {
    private NaiveVae() {}

    static Plain rmsChannels(Plain x, Plain gamma) {
        int channels = x.size(1);
        return each(x.shape(), i -> {
            double squares = 0;
            for (int c = 0; c < channels; c++) {
                squares += Math.pow(x.at(i[0], c, i[2], i[3]), 2);
            }
            return x.at(i) / Math.sqrt(Math.max(squares, 1e-24)) * Math.sqrt(channels) * gamma.values()[i[1]];
        });
    }

    /** A 3-D convolution whose frames before the first are zero and that never looks ahead. */
    static Plain causalConv(Plain x, Plain weight, Plain bias, int batch) {
        int side = weight.last() / 2;
        return each(with(x.shape(), 1, weight.size(0)), i -> {
            double sum = bias.at(i[1]);
            for (int tap = 0; tap < 3; tap++) {
                int frame = i[0] + (tap - 2) * batch;
                for (int c = 0; c < weight.size(1); c++) {
                    for (int h = 0; h < weight.size(3); h++) {
                        for (int w = 0; w < weight.size(4); w++) {
                            sum += weight.at(i[1], c, tap, h, w) * x.padded(frame, c, i[2] + h - side, i[3] + w - side);
                        }
                    }
                }
            }
            return sum;
        });
    }

    static Plain head(Plain x, Plain gamma, Plain weight, Plain bias, int batch) {
        return causalConv(rmsChannels(x, gamma).map(NaiveLayers::silu), weight, bias, batch);
    }

    static Plain residual(Plain x, List<Plain> w, int batch) {
        Plain h = head(head(x, w.get(0), w.get(1), w.get(2), batch), w.get(3), w.get(4), w.get(5), batch);
        return h.plus(w.size() > 6 ? pointwise(x, w.get(6), w.get(7)) : x);
    }

    private static Plain pointwise(Plain x, Plain weight, Plain bias) {
        return conv2d(x, weight.reshape(weight.size(0), weight.size(1), 1, 1), bias, 1, 0);
    }

    /** One head over the pixels of each frame. */
    static Plain attentionOfFrames(Plain x, Plain gamma, Plain qkv, Plain qkvBias, Plain proj, Plain projBias) {
        int channels = x.size(1);
        int columns = x.size(3);
        Plain y = conv2d(rmsChannels(x, gamma), qkv, qkvBias, 1, 0);
        Plain[] parts = new Plain[3];
        for (int part = 0; part < 3; part++) {
            int from = part * channels;
            parts[part] = each(
                    new int[] {x.size(0), 1, x.size(2) * columns, channels},
                    i -> y.at(i[0], from + i[3], i[2] / columns, i[2] % columns));
        }
        Plain mixed = attention(parts[0], parts[1], parts[2]);
        Plain back = each(x.shape(), i -> mixed.at(i[0], 0, i[2] * columns + i[3], i[1]));
        return x.plus(conv2d(back, proj, projBias, 1, 0));
    }

    /** Every second pixel of a 3x3 convolution that looks right and down. */
    static Plain down(Plain x, Plain weight, Plain bias) {
        Plain bigger = each(
                new int[] {x.size(0), x.size(1), x.size(2) + 1, x.size(3) + 1}, i -> x.padded(i[0], i[1], i[2], i[3]));
        return conv2d(bigger, weight, bias, 2, 0);
    }

    /** The first frame as it is, then a convolution of three frames for every second one. */
    static Plain downTime(Plain x, Plain weight, Plain bias, int batch) {
        int frames = x.size(0) / batch;
        return each(with(x.shape(), 0, ((frames - 1) / 2 + 1) * batch), i -> {
            int frame = i[0] / batch;
            if (frame == 0) {
                return x.at(i);
            }
            double sum = bias.at(i[1]);
            for (int tap = 0; tap < 3; tap++) {
                for (int c = 0; c < x.size(1); c++) {
                    int at = (2 * (frame - 1) + tap) * batch + i[0] % batch;
                    sum += weight.at(i[1], c, tap, 0, 0) * x.at(at, c, i[2], i[3]);
                }
            }
            return sum;
        });
    }

    static Plain up(Plain x, Plain weight, Plain bias) {
        Plain big = each(
                new int[] {x.size(0), x.size(1), 2 * x.size(2), 2 * x.size(3)},
                i -> x.at(i[0], i[1], i[2] / 2, i[3] / 2));
        return conv2d(big, weight, bias, 1, 1);
    }

    /** The first frame as it is; of every other one two, which a convolution makes side by side as channels. */
    static Plain upTime(Plain x, Plain weight, Plain bias, int batch) {
        int frames = x.size(0) / batch;
        Plain rest = each(with(x.shape(), 0, (frames - 1) * batch), i -> x.at(with(i, 0, i[0] + batch)));
        Plain y = causalConv(rest, weight, bias, batch);
        return each(with(x.shape(), 0, (2 * frames - 1) * batch), i -> {
            int frame = i[0] / batch;
            if (frame == 0) {
                return x.at(i);
            }
            int from = (frame - 1) / 2 * batch + i[0] % batch;
            return y.at(from, (frame - 1) % 2 * x.size(1) + i[1], i[2], i[3]);
        });
    }
}
