package io.flipside.audit.step;

import io.flipside.audit.Reason;

/** The request itself is at fault. */
public final class Refusal extends StepEnd {
    /** Failure type, as the Temporal UI shows it. */
    public static final String TYPE = "Refused";

    private static final long serialVersionUID = 1L;

    /**
     * @param code what machines see
     * @param sentence what people see, with the next step
     */
    public Refusal(String code, String sentence) {
        super(new Reason(code, sentence));
    }

    @Override
    public String type() {
        return TYPE;
    }
}
