package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;
import static io.flipside.tensor.naive.Plain.with;

/** Layers by their definitions, sum by sum. */
final class NaiveLayers {
    private NaiveLayers() {}

    /** What is added to the score of a query and a key before the softmax. */
    interface ScoreBias {
        double at(int batch, int head, int query, int key);
    }

    static Plain linear(Plain x, Plain weight) {
        return each(with(x.shape(), -1, weight.size(0)), i -> {
            double sum = 0;
            for (int k = 0; k < x.last(); k++) {
                sum += x.at(with(i, -1, k)) * weight.at(i[i.length - 1], k);
            }
            return sum;
        });
    }

    static Plain linear(Plain x, Plain weight, Plain bias) {
        Plain y = linear(x, weight);
        return each(y.shape(), i -> y.at(i) + bias.at(i[i.length - 1]));
    }

    static Plain layerNorm(Plain x, double eps) {
        return each(x.shape(), i -> {
            double mean = 0;
            double variance = 0;
            for (int k = 0; k < x.last(); k++) {
                mean += x.at(with(i, -1, k)) / x.last();
            }
            for (int k = 0; k < x.last(); k++) {
                variance += Math.pow(x.at(with(i, -1, k)) - mean, 2) / x.last();
            }
            return (x.at(i) - mean) / Math.sqrt(variance + eps);
        });
    }

    static Plain layerNorm(Plain x, Plain weight, Plain bias, double eps) {
        Plain y = layerNorm(x, eps);
        return each(y.shape(), i -> y.at(i) * weight.at(i[i.length - 1]) + bias.at(i[i.length - 1]));
    }

    static Plain rmsNorm(Plain x, Plain weight, double eps) {
        return each(x.shape(), i -> {
            double squares = 0;
            for (int k = 0; k < x.last(); k++) {
                squares += Math.pow(x.at(with(i, -1, k)), 2) / x.last();
            }
            return x.at(i) / Math.sqrt(squares + eps) * weight.at(i[i.length - 1]);
        });
    }

    /** Softmax attention of {@code [N, H, L, D]}. */
    static Plain attention(Plain q, Plain k, Plain v, double scale, ScoreBias bias) {
        int keys = k.size(2);
        return each(with(q.shape(), 3, v.size(3)), i -> {
            double[] scores = new double[keys];
            double most = Double.NEGATIVE_INFINITY;
            for (int key = 0; key < keys; key++) {
                for (int d = 0; d < q.size(3); d++) {
                    scores[key] += scale * q.at(i[0], i[1], i[2], d) * k.at(i[0], i[1], key, d);
                }
                scores[key] += bias.at(i[0], i[1], i[2], key);
                most = Math.max(most, scores[key]);
            }
            double total = 0;
            double mixed = 0;
            for (int key = 0; key < keys; key++) {
                double share = Math.exp(scores[key] - most);
                total += share;
                mixed += share * v.at(i[0], i[1], key, i[3]);
            }
            return mixed / total;
        });
    }

    static Plain attention(Plain q, Plain k, Plain v) {
        return attention(q, k, v, 1 / Math.sqrt(q.size(3)), (n, head, query, key) -> 0);
    }

    static Plain heads(Plain x, int count) {
        int dim = x.size(2) / count;
        return each(new int[] {x.size(0), count, x.size(1), dim}, i -> x.at(i[0], i[2], i[1] * dim + i[3]));
    }

    static Plain join(Plain x) {
        int dim = x.size(3);
        return each(new int[] {x.size(0), x.size(2), x.size(1) * dim}, i -> x.at(i[0], i[2] / dim, i[1], i[2] % dim));
    }

    static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    static double gelu(double x) {
        return 0.5 * x * (1 + erf(x / Math.sqrt(2)));
    }

    static double geluTanh(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    // its integral by Simpson's rule; beyond 6 it is 1 to the last digit
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        int intervals = 1000;
        double h = x / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-i * h * i * h);
        }
        return 2 / Math.sqrt(Math.PI) * sum * h / 3;
    }

    static Plain conv2d(Plain x, Plain weight, Plain bias, int stride, int padding) {
        Plain y = conv3d(
                x.reshape(x.size(0), x.size(1), 1, x.size(2), x.size(3)),
                weight.reshape(weight.size(0), weight.size(1), 1, weight.size(2), weight.size(3)),
                bias,
                new int[] {1, stride, stride},
                new int[] {0, padding, padding});
        return y.reshape(y.size(0), y.size(1), y.size(3), y.size(4));
    }

    static Plain conv3d(Plain x, Plain weight, Plain bias, int[] stride, int[] padding) {
        int[] shape = {x.size(0), weight.size(0), 0, 0, 0};
        for (int axis = 0; axis < 3; axis++) {
            shape[2 + axis] = (x.size(2 + axis) + 2 * padding[axis] - weight.size(2 + axis)) / stride[axis] + 1;
        }
        return each(shape, i -> {
            double sum = bias.at(i[1]);
            for (int c = 0; c < weight.size(1); c++) {
                for (int t = 0; t < weight.size(2); t++) {
                    for (int h = 0; h < weight.size(3); h++) {
                        for (int w = 0; w < weight.size(4); w++) {
                            sum += weight.at(i[1], c, t, h, w)
                                    * x.padded(
                                            i[0],
                                            c,
                                            i[2] * stride[0] + t - padding[0],
                                            i[3] * stride[1] + h - padding[1],
                                            i[4] * stride[2] + w - padding[2]);
                        }
                    }
                }
            }
            return sum;
        });
    }

    /** Cubic convolution with a = -0.75 at pixels' centres, borders repeated: what PyTorch calls bicubic. */
    static Plain bicubic(Plain x, int rows, int columns) {
        return each(new int[] {x.size(0), x.size(1), rows, columns}, i -> {
            double row = (i[2] + 0.5) * x.size(2) / rows - 0.5;
            double column = (i[3] + 0.5) * x.size(3) / columns - 0.5;
            double sum = 0;
            for (int h = (int) Math.floor(row) - 1; h <= Math.floor(row) + 2; h++) {
                for (int w = (int) Math.floor(column) - 1; w <= Math.floor(column) + 2; w++) {
                    int inRow = Math.max(0, Math.min(x.size(2) - 1, h));
                    int inColumn = Math.max(0, Math.min(x.size(3) - 1, w));
                    sum += cubic(row - h) * cubic(column - w) * x.at(i[0], i[1], inRow, inColumn);
                }
            }
            return sum;
        });
    }

    private static double cubic(double distance) {
        double d = Math.abs(distance);
        if (d <= 1) {
            return 1.25 * d * d * d - 2.25 * d * d + 1;
        }
        return d < 2 ? -0.75 * (d * d * d - 5 * d * d + 8 * d - 4) : 0;
    }
}
