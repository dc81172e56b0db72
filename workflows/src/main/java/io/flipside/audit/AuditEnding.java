package io.flipside.audit;

import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.SetAside;
import io.flipside.audit.step.StepEnd;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;
import java.util.Set;

/** What a step that failed for good makes of its audit. */
public final class AuditEnding {
    private static final String FAULT = "fault";

    private AuditEnding() {}

    /** What a step that says so itself makes of its audit. */
    public static AuditOutcome of(StepEnd end) {
        return of(end.type(), end.reason());
    }

    /** The same as Temporal carries it: a failure that is never tried again and has the reason for details. */
    public static ApplicationFailure asFailure(StepEnd end) {
        return ApplicationFailure.newNonRetryableFailure(String.valueOf(end.getMessage()), end.type(), end.reason());
    }

    /**
     * @param step that failed
     * @param cancelReason what the person said who cancelled, if somebody did
     */
    static AuditOutcome of(TemporalFailure failure, String step, Optional<String> cancelReason) {
        Throwable cause =
                failure instanceof ActivityFailure && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CanceledFailure) {
            return new AuditOutcome.Cancelled(cancelReason.orElse("cancelled in Temporal"), Optional.empty());
        }
        if (cause instanceof ApplicationFailure application) {
            return Set.of(Refusal.TYPE, SetAside.TYPE).contains(application.getType())
                    ? of(application.getType(), application.getDetails().get(Reason.class))
                    : failed(step, application.getType() + ": " + application.getOriginalMessage());
        }
        return failed(step, String.valueOf(cause.getMessage()));
    }

    private static AuditOutcome of(String type, Reason reason) {
        return type.equals(SetAside.TYPE)
                ? new AuditOutcome.SetAside(reason, Optional.empty())
                : new AuditOutcome.Refused(reason, Optional.empty());
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
