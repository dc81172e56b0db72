package io.flipside.audit;

import io.temporal.common.converter.DataConverterException;

/** A value that is too large for a workflow's history. */
public final class PayloadTooLarge extends DataConverterException {
    private static final long serialVersionUID = 1L;

    PayloadTooLarge(int bytes) {
        super("a value of " + bytes + " bytes is more than the " + PayloadLimit.BYTES
                + " that may travel through Temporal. Put it into the object store and pass its reference.");
    }
}
