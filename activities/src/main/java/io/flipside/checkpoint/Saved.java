package io.flipside.checkpoint;

import io.flipside.method.UpdateReport;
import java.util.Comparator;

/**
 * A checkpoint whose manifest is in order; its data has not been looked at.
 *
 * @param key where it lies
 * @param manifest what it should be
 */
record Saved(CheckpointKey key, Manifest manifest) {
    /** The furthest first; of two at the same step the one of the later owner. */
    static final Comparator<Saved> NEWEST_FIRST = Comparator.comparingInt(
                    (Saved saved) -> saved.key().stage())
            .thenComparingInt(saved -> saved.key().iteration())
            .thenComparingLong(saved -> saved.key().attempt())
            .reversed();

    /** The highest target probability first, at equal ones the lowest loss, at equal ones the newest. */
    static final Comparator<Saved> BEST_FIRST = Comparator.comparingDouble(Saved::targetProbability)
            .reversed()
            .thenComparingDouble(Saved::loss)
            .thenComparing(NEWEST_FIRST);

    private double targetProbability() {
        double probability = Checkpoint.last(manifest.reports())
                .map(UpdateReport::targetProbability)
                .orElse(-1.0);
        // not a number would compare as the highest
        return Double.isNaN(probability) ? -1.0 : probability;
    }

    private double loss() {
        return Checkpoint.last(manifest.reports()).map(UpdateReport::loss).orElse(Double.POSITIVE_INFINITY);
    }

    boolean isSameStepAs(Saved other) {
        return key.stage() == other.key.stage() && key.iteration() == other.key.iteration();
    }
}
