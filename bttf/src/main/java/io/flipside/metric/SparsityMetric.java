package io.flipside.metric;

import io.flipside.frames.RgbFrames;
import io.flipside.metric.MetricValue.Direction;
import java.util.Map;

/** On how little of space and time the change lies: the share of the clip's {@link Tubes} that hold nine tenths of it. */
public final class SparsityMetric implements Metric {
    /** Its name. */
    public static final String NAME = "sparsity";
    /** Name of its figure: above 0 to 1, small if the change is in one place and moment. */
    public static final String TUBES = "changedTubeShare";

    private static final int TENTHS = 9;

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
        double share = share(Tubes.of(original).energies(change));
        return new MetricResult.Values(Map.of(TUBES, new MetricValue(share, "ratio", Direction.LOWER_IS_NEARER)));
    }

    /** The fewest tubes that hold nine tenths of all energy, over all tubes. */
    static double share(long[] energies) {
        long all = 0;
        for (long energy : energies) {
            all += energy;
        }
        long held = 0;
        int tubes = 0;
        for (int tube : Tubes.strongestFirst(energies)) {
            if (10 * held >= TENTHS * all) {
                break;
            }
            held += energies[tube];
            tubes++;
        }
        return (double) tubes / energies.length;
    }
}
