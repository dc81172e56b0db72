package io.flipside.conformance;

import ai.djl.ndarray.NDArray;

/**
 * One quantity of a case beside its golden value.
 *
 * @param quantity its name in the case file
 * @param error largest absolute difference over the largest absolute golden value; NaN if a value is not finite
 * @param tolerance largest error that passes
 */
public record Comparison(String quantity, double error, double tolerance) {
    /** What outputs must agree to. */
    public static final double OUTPUT = 1e-5;
    /** What gradients and search traces must agree to. */
    public static final double GRADIENT = 1e-4;

    /** Whether the error is within the tolerance; not-a-number never is. */
    public boolean passes() {
        return error <= tolerance;
    }

    /** Compares arrays of one shape. */
    public static Comparison of(String quantity, NDArray actual, NDArray golden, double tolerance) {
        if (!actual.getShape().equals(golden.getShape())) {
            return new Comparison(
                    quantity + " (shape " + actual.getShape() + ", not " + golden.getShape() + ")",
                    Double.POSITIVE_INFINITY,
                    tolerance);
        }
        return of(quantity, doubles(actual), doubles(golden), tolerance);
    }

    /** Compares values of equal number. */
    public static Comparison of(String quantity, double[] actual, double[] golden, double tolerance) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < golden.length; i++) {
            double difference = Math.abs(actual[i] - golden[i]);
            if (Double.isNaN(difference)) {
                return new Comparison(quantity, Double.NaN, tolerance);
            }
            worst = Math.max(worst, difference);
            largest = Math.max(largest, Math.abs(golden[i]));
        }
        return new Comparison(quantity, worst / Math.max(largest, Double.MIN_NORMAL), tolerance);
    }

    private static double[] doubles(NDArray array) {
        Number[] numbers = array.toArray();
        double[] result = new double[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = numbers[i].doubleValue();
        }
        return result;
    }
}
