package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Layers of the metrics' networks and the Frechet distance, by definition. */
final class NaiveMetric {
    private NaiveMetric() {}

    /** Zeros around time, rows and columns; amounts count from the last axis. */
    static Plain pad(Plain x, int[] amounts) {
        int[] shape = x.shape().clone();
        for (int axis = 0; axis < 3; axis++) {
            shape[4 - axis] += amounts[2 * axis] + amounts[2 * axis + 1];
        }
        return each(shape, i -> x.padded(i[0], i[1], i[2] - amounts[4], i[3] - amounts[2], i[4] - amounts[0]));
    }

    /** {@code [N, C, T, H, W]}; kernel, gain, bias, mean, variance. */
    static Plain convNormRelu(Plain x, List<Plain> w, int[][] stridePadding, double eps) {
        Plain none = each(new int[] {w.get(0).size(0)}, i -> 0);
        Plain y = NaiveLayers.conv3d(x, w.get(0), none, stridePadding[0], stridePadding[1]);
        return each(y.shape(), i -> {
            double normed = (y.at(i) - w.get(3).at(i[1])) / Math.sqrt(w.get(4).at(i[1]) + eps);
            return Math.max(0, normed * w.get(1).at(i[1]) + w.get(2).at(i[1]));
        });
    }

    /** As a clip of one frame. */
    static Plain deep(Plain x) {
        return x.reshape(x.size(0), x.size(1), 1, x.size(2), x.size(3));
    }

    /** The only frame. */
    static Plain flat(Plain x) {
        return x.reshape(x.size(0), x.size(1), x.size(3), x.size(4));
    }

    static Plain maxPool(Plain x, int[] size, int[] stride, int padding) {
        return pool(x, size, stride, padding, Math::max, false);
    }

    static Plain meanPool(Plain x, int[] size, int padding) {
        return pool(x, size, new int[] {1, 1, 1}, padding, Double::sum, true);
    }

    /** Of what lies inside; rows and columns are padded, time is not. */
    private static Plain pool(Plain x, int[] size, int[] stride, int padding, DoubleBinaryOperator join, boolean mean) {
        int[] shape = x.shape().clone();
        for (int axis = 0; axis < 3; axis++) {
            shape[2 + axis] = (x.size(2 + axis) + (axis == 0 ? 0 : 2 * padding) - size[axis]) / stride[axis] + 1;
        }
        return each(shape, i -> {
            double joined = mean ? 0 : Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int t = 0; t < size[0]; t++) {
                for (int h = 0; h < size[1]; h++) {
                    for (int w = 0; w < size[2]; w++) {
                        int row = i[3] * stride[1] + h - padding;
                        int column = i[4] * stride[2] + w - padding;
                        if (row >= 0 && row < x.size(3) && column >= 0 && column < x.size(4)) {
                            joined = join.applyAsDouble(joined, x.at(i[0], i[1], i[2] * stride[0] + t, row, column));
                            count++;
                        }
                    }
                }
            }
            return mean ? joined / count : joined;
        });
    }

    static Plain i3dHead(Plain x, Plain weight, Plain bias) {
        Plain pooled = meanPool(x, new int[] {2, 7, 7}, 0);
        Plain y = NaiveLayers.conv3d(pooled, weight, bias, new int[] {1, 1, 1}, new int[] {0, 0, 0});
        int places = y.size(2) * y.size(3) * y.size(4);
        return each(new int[] {y.size(0), y.size(1)}, i -> {
            double sum = 0;
            for (int place = 0; place < places; place++) {
                sum += y.values()[(i[0] * y.size(1) + i[1]) * places + place];
            }
            return sum / places;
        });
    }

    static Plain lpipsLayer(Plain a, Plain b, Plain weight) {
        return each(new int[] {a.size(0)}, i -> {
            double sum = 0;
            for (int h = 0; h < a.size(2); h++) {
                for (int w = 0; w < a.size(3); w++) {
                    for (int c = 0; c < a.size(1); c++) {
                        double difference = a.at(i[0], c, h, w) / length(a, i[0], h, w)
                                - b.at(i[0], c, h, w) / length(b, i[0], h, w);
                        sum += weight.at(0, c, 0, 0) * difference * difference;
                    }
                }
            }
            return sum / (a.size(2) * a.size(3));
        });
    }

    private static double length(Plain x, int n, int h, int w) {
        double squares = 0;
        for (int c = 0; c < x.size(1); c++) {
            squares += Math.pow(x.at(n, c, h, w), 2);
        }
        return Math.sqrt(squares) + 1e-10;
    }

    static Plain swinFeatures(Plain x, Plain norm, Plain bias) {
        Plain y = NaiveLayers.layerNorm(x, norm, bias, 1e-5);
        int tokens = y.size(1) * y.size(2) * y.size(3);
        return each(new int[] {y.size(0), y.last()}, i -> {
            double sum = 0;
            for (int token = 0; token < tokens; token++) {
                sum += y.values()[(i[0] * tokens + token) * y.last() + i[1]];
            }
            return sum / tokens;
        });
    }

    static Plain frechet(Plain a, Plain b) {
        double[] meanA = mean(a);
        double[] meanB = mean(b);
        Plain x = centred(a, meanA);
        Plain y = centred(b, meanB);
        double distance = 0;
        for (int d = 0; d < meanA.length; d++) {
            distance += Math.pow(meanA[d] - meanB[d], 2);
        }
        distance += Arrays.stream(x.values()).map(v -> v * v).sum();
        distance += Arrays.stream(y.values()).map(v -> v * v).sum();
        return Plain.scalar(
                distance - 2 * Arrays.stream(singularValues(products(x, y))).sum());
    }

    private static double[] mean(Plain x) {
        double[] mean = new double[x.size(1)];
        for (int i = 0; i < x.values().length; i++) {
            mean[i % mean.length] += x.values()[i] / x.size(0);
        }
        return mean;
    }

    private static Plain centred(Plain x, double[] mean) {
        return each(x.shape(), i -> (x.at(i) - mean[i[1]]) / Math.sqrt(x.size(0) - 1));
    }

    private static double[][] products(Plain x, Plain y) {
        double[][] columns = new double[y.size(0)][x.size(0)];
        for (int i = 0; i < x.size(0); i++) {
            for (int k = 0; k < y.size(0); k++) {
                for (int d = 0; d < x.size(1); d++) {
                    columns[k][i] += x.at(i, d) * y.at(k, d);
                }
            }
        }
        return columns;
    }

    /** By one-sided Jacobi rotations: pairs of columns are turned until all are orthogonal; their lengths are left. */
    private static double[] singularValues(double[][] columns) {
        for (int sweep = 0; sweep < 40; sweep++) {
            for (int p = 0; p < columns.length; p++) {
                for (int q = p + 1; q < columns.length; q++) {
                    turn(columns[p], columns[q]);
                }
            }
        }
        return Arrays.stream(columns)
                .mapToDouble(column -> Math.sqrt(dot(column, column)))
                .toArray();
    }

    private static void turn(double[] p, double[] q) {
        double along = dot(p, q);
        double lengths = dot(p, p) * dot(q, q);
        if (lengths < 1e-60 || along * along < 1e-32 * lengths) {
            return;
        }
        double zeta = (dot(q, q) - dot(p, p)) / (2 * along);
        double tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = cosine * tangent;
        for (int i = 0; i < p.length; i++) {
            double before = p[i];
            p[i] = cosine * before - sine * q[i];
            q[i] = sine * before + cosine * q[i];
        }
    }

    private static double dot(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] * q[i];
        }
        return sum;
    }
}
