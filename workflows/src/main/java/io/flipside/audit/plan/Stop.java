package io.flipside.audit.plan;

import io.flipside.audit.Check;
import io.flipside.audit.Range;

/**
 * When a stage ends before its budget does.
 *
 * @param confidence the target probability that ends a stage; 0 to run every update (the paper)
 * @param patience updates in a row that must reach it
 */
public record Stop(@Range(min = 0, lessThan = 1) double confidence, @Range(min = 1, max = 10_000) int patience) {
    /** Updates in a row that presets ask for. */
    public static final int PATIENCE = 2;

    /** Every update of every stage. */
    public static final Stop RUN_ALL = new Stop(0, PATIENCE);

    public Stop {
        Check.components(Stop.class, "plan.stop", confidence, patience);
    }
}
