package io.flipside.train;

/**
 * Linear warm-up, then a linear or cosine way down.
 *
 * @param peak highest rate
 * @param warmup steps up to it
 * @param steps length of the run
 * @param floor lowest rate as a share of the peak
 */
record LearningRate(double peak, long warmup, long steps, double floor) {
    /** The rate of the step after {@code done} steps. */
    double at(long done) {
        if (done < warmup) {
            return peak * (done + 1) / warmup;
        }
        double progress = Math.min(1, (double) (done - warmup) / Math.max(1, steps - warmup));
        return peak * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress)));
    }
}
