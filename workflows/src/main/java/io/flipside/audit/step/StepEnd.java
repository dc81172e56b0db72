package io.flipside.audit.step;

import io.flipside.audit.Reason;

/** A step says for good that its audit goes no further: it is not tried again, and the audit ends with this reason. */
public abstract sealed class StepEnd extends RuntimeException permits Refusal, SetAside {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    StepEnd(Reason reason) {
        super(reason.sentence());
        this.reason = reason;
    }

    /** What the audit ends with. */
    public Reason reason() {
        return reason;
    }

    /** Its name as Temporal shows and keeps it. */
    public abstract String type();
}
