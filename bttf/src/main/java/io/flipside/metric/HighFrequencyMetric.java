package io.flipside.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.MetricValue.Direction;
import io.flipside.tensor.Autograd;
import java.util.Map;

/**
 * How much of the change is as fine as noise: the energy of counterfactual less original above {@value #CUTOFF} cycles a
 * pixel, in any direction, over all of it, by the two-dimensional discrete Fourier transform of each frame and channel.
 */
public final class HighFrequencyMetric implements Metric {
    /** Its name. */
    public static final String NAME = "frequency";
    /** Name of its figure: 0 to 1; 0.80 for noise of which every value is drawn by itself. */
    public static final String SHARE = "highFrequencyShare";

    /** Half of the highest frequency that a row of pixels can carry. */
    static final double CUTOFF = 0.25;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MetricResult of(RgbFrames original, RgbFrames counterfactual, MetricModels models) {
        Change change = new Change(original, counterfactual);
        if (change.isNone()) {
            return MetricResult.unchanged();
        }
        double share = share(change, models.manager());
        return new MetricResult.Values(Map.of(SHARE, new MetricValue(share, "ratio", Direction.LOWER_IS_NEARER)));
    }

    private static double share(Change change, NDManager manager) {
        int height = change.original().height();
        int width = change.original().width();
        boolean[] high = high(height, width);
        double all = 0;
        double above = 0;
        for (int frame = 0; frame < change.original().count(); frame++) {
            double[] spectrum = spectrum(change.planes(frame), height, width, manager);
            for (int i = 0; i < spectrum.length / 2; i++) {
                double energy = spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
                all += energy;
                above += high[i % high.length] ? energy : 0;
            }
        }
        return Math.min(1, above / all);
    }

    /** Real and imaginary part in turns, in the order [channel, row, column]. */
    private static double[] spectrum(double[] planes, int height, int width, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray change = scope.create(planes, new Shape(RgbFrames.CHANNELS, height, width));
            return Autograd.unrecorded(() -> change.fft2(new long[] {height, width}, new long[] {1, 2})
                    .real()
                    .toDoubleArray());
        }
    }

    private static boolean[] high(int height, int width) {
        var high = new boolean[height * width];
        for (int i = 0; i < high.length; i++) {
            high[i] = Math.hypot(frequency(i / width, height), frequency(i % width, width)) > CUTOFF;
        }
        return high;
    }

    /** In cycles a pixel: the second half of the indices are the negative frequencies. */
    private static double frequency(int index, int size) {
        return (double) Math.min(index, size - index) / size;
    }
}
