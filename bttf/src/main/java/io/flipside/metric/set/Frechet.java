package io.flipside.metric.set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;

/**
 * The Frechet distance of the Gaussians that fit two sets of features (Dowson and Landau 1982; FID is Heusel et al. 2017):
 * the squared distance of the means plus tr(C1 + C2) - 2 tr sqrt(C1 C2), covariances with N - 1, in double precision.
 *
 * <p>With centred rows X and Y, each over the root of its N - 1, the last trace is the sum of the singular values of X Y':
 * no root of a product of covariances is taken, so singular ones are as exact as others, and nothing is added to them.
 */
public final class Frechet {
    private Frechet() {}

    /**
     * The distance.
     *
     * @param a {@code [N, D]}, one row of features for each, N at least 2
     * @param b {@code [M, D]}, M at least 2
     * @return at least 0
     * @throws UserError if there are fewer than two rows, or a feature or the distance is not finite
     * @throws IllegalArgumentException if the widths differ
     */
    public static double distance(NDArray a, NDArray b) {
        check(a.getShape(), b.getShape());
        try (NDManager scope = a.getManager().newSubManager()) {
            NDArray x = doubles(a, scope);
            NDArray y = doubles(b, scope);
            double distance =
                    Autograd.unrecorded(() -> Aten.call("frechet", x, y)).getDouble();
            // rounding may bring a distance of nothing below nothing
            return Math.max(0, finite(distance, "their Frechet distance"));
        }
    }

    private static void check(Shape a, Shape b) {
        if (a.dimension() != 2 || b.dimension() != 2 || a.get(1) != b.get(1)) {
            throw new IllegalArgumentException("Features are rows of one width, got " + a + " and " + b);
        } else if (a.get(0) < 2 || b.get(0) < 2) {
            throw new UserError("a covariance needs at least two rows of features on either side, got " + a.get(0)
                    + " and " + b.get(0) + ". Give more clips.");
        }
    }

    private static NDArray doubles(NDArray features, NDManager scope) {
        NDArray copy = features.toType(DataType.FLOAT64, true);
        copy.attach(scope);
        finite(copy.sum().getDouble(), "a feature");
        return copy;
    }

    private static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new UserError("of two sets of features, " + what + " is not finite: the network or its weights are"
                    + " broken. Check them with 'flipside models check --full'.");
        }
        return value;
    }
}
