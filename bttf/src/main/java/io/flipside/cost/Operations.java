package io.flipside.cost;

/**
 * Floating-point operations of matrix products and convolutions, a multiplication and an addition each counted as one.
 * All else (norms, activations) is not counted, as is the custom.
 *
 * @param forward of one evaluation
 * @param backward of the gradient with respect to the input; weights are frozen and have none
 */
public record Operations(double forward, double backward) {
    /** None. */
    public static final Operations NONE = new Operations(0, 0);

    /** A linear layer, or a 1x1 convolution, on so many rows; the gradient is one product of the same size. */
    public static Operations linear(double rows, double in, double out) {
        double once = 2 * rows * in * out;
        return new Operations(once, once);
    }

    /**
     * Attention of all heads together: two products forward, four on the way back. A kernel that computes the scores
     * again instead of keeping them does a fifth, which is not counted.
     *
     * @param width of all heads together
     */
    public static Operations attention(double queries, double keys, double width) {
        double product = 2 * queries * keys * width;
        return new Operations(2 * product, 4 * product);
    }

    /** The same to keys and values that are frozen: they need no gradient, which saves two products. */
    public static Operations attentionToFrozen(double queries, double keys, double width) {
        double product = 2 * queries * keys * width;
        return new Operations(2 * product, 2 * product);
    }

    /** Both. */
    public Operations plus(Operations other) {
        return new Operations(forward + other.forward, backward + other.backward);
    }

    /** So many times. */
    public Operations times(double count) {
        return new Operations(forward * count, backward * count);
    }

    /** Forward and backward together. */
    public double total() {
        return forward + backward;
    }

    /** Without a way back. */
    public Operations forwardOnly() {
        return new Operations(forward, 0);
    }
}
