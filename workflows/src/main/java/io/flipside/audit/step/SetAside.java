package io.flipside.audit.step;

import io.flipside.audit.Reason;

/** Worker after worker died over this audit: it takes no further one down. */
public final class SetAside extends StepEnd {
    /** Failure type, as the Temporal UI shows it. */
    public static final String TYPE = "SetAside";

    private static final long serialVersionUID = 1L;

    /** @param reason with what is known of the deaths */
    public SetAside(Reason reason) {
        super(reason);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
