package io.flipside.temporal;

import io.flipside.steps.StepContext;
import io.flipside.steps.StepStopped;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityWorkerShutdownException;

/** Heartbeats of an activity, in whatever thread. */
public final class ActivityContext implements StepContext {
    private final ActivityExecutionContext activity;

    private ActivityContext(ActivityExecutionContext activity) {
        this.activity = activity;
    }

    /** Of the activity that this thread is in. */
    public static StepContext here() {
        return new ActivityContext(Activity.getExecutionContext());
    }

    @Override
    public void heartbeat(Object details) {
        try {
            activity.heartbeat(details);
        } catch (ActivityNotExistsException e) {
            throw new StepStopped(StepStopped.Why.LOST, e);
        } catch (ActivityWorkerShutdownException e) {
            throw new StepStopped(StepStopped.Why.WORKER_STOPS, e);
        } catch (ActivityCompletionException e) {
            throw new StepStopped(StepStopped.Why.CALLED_OFF, e);
        }
    }
}
