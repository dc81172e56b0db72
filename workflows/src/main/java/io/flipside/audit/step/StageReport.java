package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import java.util.Optional;

/**
 * How a stage of the search ended.
 *
 * @param stage its id
 * @param updates made in it
 * @param loss of its last update
 * @param targetProbability of its last update
 * @param state z_T with its optimiser at the end of the stage
 * @param failure why the search cannot go on
 */
public record StageReport(
        int stage, int updates, double loss, double targetProbability, ArtifactRef state, Optional<Reason> failure) {}
