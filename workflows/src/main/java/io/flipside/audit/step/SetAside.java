package io.flipside.audit.step;

import io.flipside.audit.Reason;
import io.temporal.failure.ApplicationFailure;

/**
 * How a step says that worker after worker died over this audit: a failure that is never retried and carries its reason,
 * so that the audit takes no further worker down.
 */
public final class SetAside {
    /** Failure type, as the Temporal UI shows it. */
    public static final String TYPE = "SetAside";

    private SetAside() {}

    /** The failure to throw. */
    public static ApplicationFailure of(Reason reason) {
        return ApplicationFailure.newNonRetryableFailure(reason.sentence(), TYPE, reason);
    }
}
