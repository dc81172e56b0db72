package io.flipside.steps;

/** Where a step tells that it is alive and how far it is. */
@FunctionalInterface
public interface StepContext {
    /**
     * Tells it.
     *
     * @param details a {@link io.flipside.record.SearchProgress} after each update, words otherwise
     * @throws StepStopped if the step is to end here
     */
    void heartbeat(Object details);
}
