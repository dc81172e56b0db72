package io.flipside.audit;

import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.SetAside;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;

/** What a step that failed for good makes of its audit. */
public final class AuditEnding {
    private static final String FAULT = "fault";

    private AuditEnding() {}

    /**
     * @param step that failed
     * @param cancelReason what the person said who cancelled, if somebody did
     */
    public static AuditOutcome of(TemporalFailure failure, String step, Optional<String> cancelReason) {
        Throwable cause =
                failure instanceof ActivityFailure && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CanceledFailure) {
            return new AuditOutcome.Cancelled(cancelReason.orElse("cancelled in Temporal"), Optional.empty());
        }
        if (cause instanceof ApplicationFailure application) {
            if (application.getType().equals(Refusal.TYPE)) {
                return new AuditOutcome.Refused(application.getDetails().get(Reason.class), Optional.empty());
            }
            if (application.getType().equals(SetAside.TYPE)) {
                return new AuditOutcome.SetAside(application.getDetails().get(Reason.class), Optional.empty());
            }
            return failed(step, application.getType() + ": " + application.getOriginalMessage());
        }
        return failed(step, String.valueOf(cause.getMessage()));
    }

    private static AuditOutcome failed(String step, String message) {
        return new AuditOutcome.Failed(
                new Reason(
                        FAULT,
                        "Step '" + step + "' failed by a fault of this program: " + message
                                + ". Please report it with the worker's log. 'flipside rerun' starts the audit again."),
                Optional.empty());
    }
}
