package io.flipside.audit.step;

import io.flipside.audit.Reason;
import io.temporal.failure.ApplicationFailure;

/** How a step says that the request itself is at fault: a failure that is never retried and carries its reason. */
public final class Refusal {
    /** Failure type, as the Temporal UI shows it. */
    public static final String TYPE = "Refused";

    private Refusal() {}

    /** The failure to throw. */
    public static ApplicationFailure of(String code, String sentence) {
        return of(new Reason(code, sentence));
    }

    private static ApplicationFailure of(Reason reason) {
        return ApplicationFailure.newNonRetryableFailure(reason.sentence(), TYPE, reason);
    }
}
