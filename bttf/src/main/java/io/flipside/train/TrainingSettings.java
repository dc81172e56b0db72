package io.flipside.train;

/**
 * What a training run depends on.
 *
 * @param seed of weights and noise
 * @param dataSeed of the data set, shared by all three networks and the measurements
 * @param steps length of the run
 * @param batch clips a step
 * @param learningRate peak
 * @param warmup steps up to the peak
 * @param foreground extra weight of pixels near the shape (VAE only)
 */
public record TrainingSettings(
        long seed, long dataSeed, long steps, int batch, double learningRate, long warmup, double foreground) {

    /** What a resumed run must have in common with the saved one: all but its length, so that a run can be extended. */
    String identity() {
        return new TrainingSettings(seed, dataSeed, 0, batch, learningRate, warmup, foreground).toString();
    }
}
