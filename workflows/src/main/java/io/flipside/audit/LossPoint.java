package io.flipside.audit;

/**
 * The loss curve at the end of a finished stage. Every update in between is in the store, {@code stages/n.json}.
 *
 * @param stage its id, as its method gives it
 * @param update updates made so far in all stages
 * @param loss of the stage's last update
 * @param targetProbability of the stage's last update
 */
public record LossPoint(int stage, int update, double loss, double targetProbability) {}
