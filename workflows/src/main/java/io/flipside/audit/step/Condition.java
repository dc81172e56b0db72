package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;
import java.util.List;
import java.util.Optional;

/**
 * What the search begins with.
 *
 * @param state the state before the first update
 * @param firstStage the stage that it is in
 * @param fingerprint of everything that decides the search's bits: checkpoints with another one are not taken up
 * @param stages of the search, in order; empty in what a former build left, which said nothing of them
 */
public record Condition(ArtifactRef state, int firstStage, String fingerprint, Optional<List<StageFacts>> stages) {}
