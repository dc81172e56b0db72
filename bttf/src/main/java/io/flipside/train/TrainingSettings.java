package io.flipside.train;

/**
 * What a training run depends on.
 *
 * @param seeds of all that is drawn
 * @param steps length of the run
 * @param batch clips a step
 * @param rate of learning
 * @param foreground extra weight of pixels near the shape (VAE only)
 */
public record TrainingSettings(Seeds seeds, long steps, int batch, Rate rate, double foreground) {
    /**
     * What is drawn from.
     *
     * @param run weights and noise
     * @param data the data set, shared by all three networks and the measurements
     */
    public record Seeds(long run, long data) {}

    /**
     * How fast is learned.
     *
     * @param peak highest rate
     * @param warmup steps up to it
     */
    public record Rate(double peak, long warmup) {}

    /** What a resumed run must have in common with the saved one: all but its length, so that a run can be extended. */
    String identity() {
        return "TrainingSettings[seed=" + seeds.run() + ", dataSeed=" + seeds.data() + ", steps=0, batch=" + batch
                + ", learningRate=" + rate.peak() + ", warmup=" + rate.warmup() + ", foreground=" + foreground + "]";
    }
}
