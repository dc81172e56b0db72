package io.flipside.search;

import io.flipside.method.Latent;

/**
 * A prior that keeps noise Gaussian: {@code |z|^2/2 - (d - 1) log |z|}, with d the number of values, less what that is at
 * its least, {@code |z| = sqrt(d - 1)}. Up to a constant it is minus the log density of the length of standard normal noise
 * (the chi distribution with d degrees of freedom). Not in the paper. In double precision.
 *
 * @param weight lambda, positive
 */
record GaussianPrior(double weight) {

    /** The prior before its weight, 0 or more; infinite at zero. */
    double value(Latent z) {
        double norm = z.norm();
        double rest = z.shape().size() - 1;
        double least = rest == 0 ? 0 : rest / 2 * (1 - Math.log(rest));
        return norm * norm / 2 - rest * Math.log(norm) - least;
    }

    /** The gradient of another loss with that of the weighted prior: {@code g + weight z (1 - (d - 1) / |z|^2)}. */
    Latent addTo(Latent gradient, Latent z) {
        double norm = z.norm();
        double outward = weight * (1 - (z.shape().size() - 1) / (norm * norm));
        float[] sum = gradient.values();
        float[] at = z.values();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (sum[i] + outward * at[i]);
        }
        return Latent.of(gradient.shape(), sum);
    }
}
