package io.flipside.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What a search tells with each heartbeat.
 *
 * @param stage its id, as its method gives it
 * @param label of the stage, for people; empty from workers of versions that did not tell it
 * @param iteration updates made in the stage
 * @param most updates the stage may make
 * @param loss of the last one
 * @param targetProbability of the last one
 * @param secondsPerUpdate mean of this attempt
 */
public record SearchProgress(
        int stage,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> label,
        int iteration,
        int most,
        double loss,
        double targetProbability,
        double secondsPerUpdate) {
    /** What people call the stage. */
    public String name() {
        return label.orElse("stage " + stage);
    }
}
