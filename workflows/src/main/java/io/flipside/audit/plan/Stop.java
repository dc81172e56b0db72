package io.flipside.audit.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flipside.audit.Check;
import io.flipside.audit.Range;
import java.util.Optional;

/**
 * When a stage ends before its budget does.
 *
 * @param confidence the target probability that ends a stage; 0 to run every update (the paper)
 * @param patience updates in a row that must reach it
 * @param flatness most that each of them may change the loss of the update before it, as a part of that; absent for any
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Stop(
        @Range(min = 0, lessThan = 1) double confidence,
        @Range(min = 1, max = 10_000) int patience,
        @Range(moreThan = 0, max = 1) Optional<Double> flatness) {
    /** Updates in a row that presets ask for. */
    public static final int PATIENCE = 2;

    /** Every update of every stage. */
    public static final Stop RUN_ALL = new Stop(0, PATIENCE);

    public Stop {
        Check.components(Stop.class, "plan.stop", confidence, patience, flatness);
        flatness.ifPresent(given ->
                Check.holds(confidence > 0, "plan.stop.flatness", given, "left out without a plan.stop.confidence"));
    }

    /** One that does not look at the loss. */
    public Stop(double confidence, int patience) {
        this(confidence, patience, Optional.empty());
    }
}
