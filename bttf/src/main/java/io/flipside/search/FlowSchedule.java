package io.flipside.search;

/**
 * The n-step schedule of noise levels (docs/method.md): {@code u = 1, (n-1)/n, ..., 0} and
 * {@code sigma = shift u / (1 + (shift - 1) u)}.
 *
 * @param shift 3 for clips up to 480p, 5 for 720p; positive
 */
public record FlowSchedule(double shift) {

    public FlowSchedule {
        if (!(shift > 0)) {
            throw new IllegalArgumentException("shift must be positive, is " + shift);
        }
    }

    /**
     * @param n number of steps, at least 1
     * @return n + 1 levels from 1 down to 0
     */
    public double[] sigmas(int n) {
        double[] sigmas = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            double u = (double) (n - i) / n;
            sigmas[i] = shift * u / (1 + (shift - 1) * u);
        }
        return sigmas;
    }
}
