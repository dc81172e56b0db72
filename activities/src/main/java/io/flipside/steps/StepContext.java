package io.flipside.steps;

import io.temporal.activity.Activity;

/** Where a step tells that it is alive and how far it is; what it throws in answer ends the step. */
@FunctionalInterface
public interface StepContext {
    /** @param details a {@link io.flipside.record.SearchProgress} after each update, words otherwise */
    void heartbeat(Object details);

    /** Of the activity that this thread is in. */
    static StepContext ofActivity() {
        return Activity.getExecutionContext()::heartbeat;
    }
}
